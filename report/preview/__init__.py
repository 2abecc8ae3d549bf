"""A draft shown by a front end elsewhere.

In the editor's preview panel the mode "External client" keeps what stands in the form (`token`) and
opens the front end's address with a token behind the # (`frontend`). The front end fetches the
draft from the API with that token (`answer`). Administrators see and revoke tokens (`desk`).
"""
