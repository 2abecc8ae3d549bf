"""All settings, safe for production as they stand.

Every read of the environment is in this file and listed in `.env.example`. What differs between a
laptop and a server is an environment variable, never another settings file.
"""

from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import lazy

from report.languages.names import language_name

ROOT = Path(__file__).resolve().parent.parent

env = environ.Env()
# `make run` keeps the installation's own values in this file; the real environment wins over it.
env_file = Path(env.str("ENV_FILE", str(ROOT / "var" / "local.env")))
if env_file.is_file():
    env.read_env(str(env_file))

missing = [n for n in ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_ADDRESS") if not env.str(n, "").strip()]
if missing:
    raise ImproperlyConfigured(
        f"Set {', '.join(missing)} in the environment (.env.example explains each), "
        "or start with `make run`, which writes them to var/local.env."
    )

# --- The installation -------------------------------------------------------------------------
SECRET_KEY = env.str("SECRET_KEY")
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
SITE_ADDRESS = env.str("SITE_ADDRESS").rstrip("/")
if urlsplit(SITE_ADDRESS).scheme not in ("http", "https") or not urlsplit(SITE_ADDRESS).netloc:
    raise ImproperlyConfigured(
        f"SITE_ADDRESS is {SITE_ADDRESS!r}; write it in full, such as https://berattelse.example.se"
    )
VAR = Path(env.str("VAR_DIR", str(ROOT / "var"))).resolve()

# --- What the site is made of -----------------------------------------------------------------
INSTALLED_APPS = [
    "cms",
    "home",
    "report",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v2",
    "wagtail.sites",
    "wagtail",
    "django_tasks_db",
    "django_filters",
    "modelcluster",
    "taggit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # its Swedish: Wagtail says “5 seconds ago” with it
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.cors.CorsMiddleware",
    "cms.caching.CachingMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.redirects.RedirectMiddleware",
    "cms.privacy.PrivacyMiddleware",
    "cms.refusals.RefusalMiddleware",
]
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "home.User"

# --- Data -------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", f"sqlite:///{VAR / 'db.sqlite3'}")}
database = DATABASES["default"]
if database["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers go on while an editor publishes; IMMEDIATE takes the write lock at the start
    # of a transaction, so that two writers queue (up to `timeout` seconds) instead of failing.
    database["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    database["OPTIONS"] = {
        **database.get("OPTIONS", {}),
        "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", 8), "timeout": 10},
    }

cache = env.cache_url("CACHE_URL", f"filecache://{VAR / 'cache' / 'django'}")
# The stock limit of 300 entries would throw renditions away while a single page is rendered.
cache.setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 100_000)
if "redis" in cache["BACKEND"]:
    cache["OPTIONS"].pop("MAX_ENTRIES")
# Pasted tables may be larger than the stock 2.5 MB; the import says itself what is too much.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

CACHES = {
    "default": cache,
    # Shared by all processes, or each of them would look its renditions up anew.
    "renditions": {**cache, "KEY_PREFIX": "rendition", "TIMEOUT": 60 * 60 * 24 * 30},
}

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "cms.stylesheet.StylesheetFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": env.str("MEDIA_STORAGE", "django.core.files.storage.FileSystemStorage")},
    "staticfiles": {
        "BACKEND": env.str(
            "STATIC_STORAGE", "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
# Without a collected manifest (tests, a laptop) files are served from where they are written.
WHITENOISE_USE_FINDERS = "Manifest" not in STORAGES["staticfiles"]["BACKEND"]
WHITENOISE_MAX_AGE = 60 * 60

# --- Languages --------------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
# Editors read of a language by its name in their own: a page is published “på engelska”.
WAGTAIL_CONTENT_LANGUAGES = [(code, lazy(language_name, str)(code)) for code, _ in LANGUAGES]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
# The second holds what Wagtail leaves untranslated; both win over the apps' own catalogues.
LOCALE_PATHS = [ROOT / "locale", ROOT / "locale_wagtail"]
FORMAT_MODULE_PATH = ["cms.formats"]
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# --- Wagtail ----------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Årsberättelse"
WAGTAILADMIN_BASE_URL = SITE_ADDRESS
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Wagtail also leads on from addresses that only drafts had; report/redirects.py makes them instead.
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILIMAGES_IMAGE_MODEL = "report.ReportImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "mp4",
    "odt",
    "pdf",
    "pptx",
    "txt",
    "vtt",
    "webm",
    "woff2",
    "xlsx",
    "zip",
]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILAPI_BASE_URL = SITE_ADDRESS
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
# A translation goes public when it is complete, never with Swedish left in it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = True
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "ol", "ul", "link", "document-link"]},
    }
}

# --- Webhooks and previews elsewhere ----------------------------------------------------------
# Wagtail's own tasks run in the request that causes them: docs/decisions/006-background-work.md.
WEBHOOK_QUEUE = "webhooks"
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    WEBHOOK_QUEUE: {"BACKEND": env.str("TASK_BACKEND", "django_tasks_db.DatabaseBackend")},
}
# Networks that webhooks may reach although they are not on the open internet.
try:
    WEBHOOK_ALLOW_PRIVATE = [
        ip_network(net) for net in env.list("WEBHOOK_ALLOW_PRIVATE", default=[])
    ]
except ValueError as error:
    raise ImproperlyConfigured(
        f"WEBHOOK_ALLOW_PRIVATE: {error}. Write networks such as 10.20.0.0/16, separated by commas."
    ) from error

# Where drafts can be previewed by another front end: one address for all, or several such as
# sv=https://...,report.AreaPage=https://... (by language, by type of page, * for the rest).
text = env.str("PREVIEW_FRONTEND_URL", "").strip()
PREVIEW_FRONTEND_URL = (
    env.dict("PREVIEW_FRONTEND_URL") if "=" in text else {"*": text} if text else {}
)
for address in PREVIEW_FRONTEND_URL.values():
    if urlsplit(address).scheme not in ("http", "https") or "#" in address:
        raise ImproperlyConfigured(
            f"PREVIEW_FRONTEND_URL: {address!r} is no whole address, such as https://app.example.se/"
        )
PREVIEW_SECONDS = env.int("PREVIEW_SECONDS", 60 * 60)

# --- Safety -----------------------------------------------------------------------------------
HTTPS = SITE_ADDRESS.startswith("https://")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # asks for DENY
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor's preview shows the page in a frame of the same origin
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
if env.bool("TRUST_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
CONTENT_SECURITY_POLICY = {
    # Wagtail's editor needs inline scripts and styles; no public page has any.
    "EXCLUDE_URL_PREFIXES": ["/admin/", "/django-admin/"],
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'self'"],
    },
}

# How long a CDN may answer without asking here; 0: it asks each time.
CDN_SECONDS = env.int("CDN_SECONDS", 0)

# The demo's editor account gets this password; without it the demo makes no account.
DEMO_EDITOR_PASSWORD = env.str("DEMO_EDITOR_PASSWORD", "")

# --- Mail and logs ----------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", "consolemail://"))
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", f"webmaster@{urlsplit(SITE_ADDRESS).hostname}")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "cms.log.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {
        "django_tasks": {"level": "WARNING"},  # two lines a saved page, of interest to nobody
        "django_tasks_db": {"level": "WARNING"},  # two lines for each thread of `manage.py work`
        "django": {"level": env.str("LOG_LEVEL", "INFO"), "propagate": True, "handlers": []},
    },
}
