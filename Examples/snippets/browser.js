// What a page does with the cookies of `auth.inCookies`.

// snippet.browser.header
async function me(token) {
  return fetch("/me", { headers: { Authorization: `Bearer ${token}` } });
}
// snippet.end

// snippet.browser.cookie
function cookie(name) {
  const found = document.cookie.split("; ").find((part) => part.startsWith(name + "="));
  return found?.slice(name.length + 1);
}
// snippet.end

// snippet.browser
async function login(username, password) {
  const response = await fetch("/login", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ username, password }),
  });
  return response.ok;
}

async function change() {
  return fetch("/account", {
    method: "POST",
    headers: { "X-CSRF-Token": cookie("csrf_access_token") },
  });
}

async function refresh() {
  return fetch("/refresh", {
    method: "POST",
    headers: { "X-CSRF-Token": cookie("csrf_refresh_token") },
  });
}
// snippet.end
