// What takes long goes on by itself, a few pages at a time; without this there is a button.
document.querySelector("form[data-go-on]")?.requestSubmit();
