using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Accounts;
using OneLink.Admin.Database;
using OneLink.Admin.Sessions;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Users;

namespace OneLink.Admin.Tests.Sessions;

public sealed class SessionTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private readonly AdminServer _server = fixture.Server;

    private string Email => _server.Credentials["email"]!.GetValue<string>();

    private string Password => _server.Credentials["password"]!.GetValue<string>();

    private long AccountId => _server.Credentials["accountId"]!.GetValue<long>();

    [Fact]
    public async Task SignIn_RightPassword_SetsACookieThatScriptsCannotRead()
    {
        using var browser = new BrowserClient(_server);

        var answer = await browser.Http.PostAsync("/session", new JsonObject { ["email"] = Email.ToUpperInvariant(), ["password"] = Password }.ToJsonString());

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        var cookie = answer.Header("Set-Cookie")!;
        Assert.All(["httponly", "samesite=strict", "path=/"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        var account = answer.Body!["accounts"]!.AsArray().Single()!;
        Assert.Equal((AccountId, "administrator"), (account["id"]!.GetValue<long>(), account["role"]!.GetValue<string>()));
        Assert.Equal("127.0.0.0/24", answer.Body["session"]!["network"]!.GetValue<string>());
        Assert.Equal(Email, (await browser.Http.GetJsonAsync("/session")).Body!["user"]!["email"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetJsonAsync("/links")).Status);
    }

    [Fact]
    public async Task SignIn_BehindHttps_CookieIsSecure()
    {
        await BrowserClient.JoinAsync(_server, "secure@acme.com", AccountRole.Agent);
        using var browser = new BrowserClient(_server);
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var user = await _server.Services.GetRequiredService<UserRepository>().FindByEmailAsync("secure@acme.com", CancellationToken.None);
        var token = await _server.Services.GetRequiredService<SignInTokens>().IssueAsync(user!.Id, CancellationToken.None);

        var answer = await browser.Http.PostAsync("/session", new JsonObject { ["email"] = "secure@acme.com", ["ssoAuthToken"] = token }.ToJsonString());

        Assert.Contains("secure", answer.Header("Set-Cookie")!, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("nobody@acme.com", "Wrong-password-1")]
    [InlineData("demo@onelink.example", "Wrong-password-1")]
    public async Task SignIn_WrongPassword_Is401WithoutSayingWhy(string email, string password)
    {
        using var browser = new BrowserClient(_server);

        var answer = await browser.Http.PostAsync("/session", new JsonObject { ["email"] = email, ["password"] = password }.ToJsonString());

        Assert.Equal((HttpStatusCode.Unauthorized, "sign-in-failed"), (answer.Status, answer.Problem));
        Assert.Null(answer.Header("Set-Cookie"));
    }

    [Theory]
    [InlineData("""{"password":"x"}""", "email")]
    [InlineData("""{"email":"a@b.c"}""", "password")]
    [InlineData("""{"email":"a@b.c","password":"x","ssoAuthToken":"y"}""", "password")]
    [InlineData("""{"email":1,"password":"x"}""", "email")]
    public async Task SignIn_BadBody_Is422(string body, string path)
    {
        using var browser = new BrowserClient(_server);

        Assert.Equal([path], (await browser.Http.PostAsync("/session", body)).ErrorPaths());
    }

    [Fact]
    public async Task SignIn_ManyFailuresForOnePerson_AreThrottledAndTheRightPasswordCountsNot()
    {
        // Nobody of this name: what is limited is the guessing.
        using var browser = new BrowserClient(_server);
        var body = """{"email":"guessed@acme.com","ssoAuthToken":"wrong"}""";
        for (var i = 0; i < SignInLimits.PersonTries; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.PostAsync("/session", body)).Status);
        }

        var refused = await browser.Http.PostAsync("/session", body);

        Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-requests"), (refused.Status, refused.Problem));
        Assert.InRange(refused.Message.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 90);
        using var other = await BrowserClient.SignedInAsync(_server);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.Unauthorized)]
    public async Task SignIn_FromAnotherSite_IsRefused(string header, string value, HttpStatusCode expected)
    {
        using var browser = new BrowserClient(_server);
        browser.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        Assert.Equal(expected, (await browser.Http.PostAsync("/session", """{"email":"csrf@acme.com","ssoAuthToken":"x"}""")).Status);
    }

    [Fact]
    public async Task Change_WithoutTheToken_IsRefusedOnEverySurface()
    {
        using var browser = await BrowserClient.SignedInAsync(_server);
        browser.SendToken(null);

        Assert.Equal("csrf", (await browser.Http.PostAsync("/links", """{"url":"https://acme.com"}""")).Problem);
        Assert.Equal("csrf", (await browser.Http.DeleteJsonAsync("/session")).Problem);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Http.PostAsync($"/api/v1/accounts/{AccountId}/labels", """{"title":"forged"}""")).Status);
        browser.SendToken("wrong");
        Assert.Equal("csrf", (await browser.Http.PostAsync("/links", """{"url":"https://acme.com"}""")).Problem);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetJsonAsync("/links")).Status);
    }

    [Fact]
    public async Task Change_WithTheTokenFromAnotherSite_IsRefused()
    {
        using var browser = await BrowserClient.SignedInAsync(_server);
        browser.Http.DefaultRequestHeaders.TryAddWithoutValidation("Sec-Fetch-Site", "cross-site");

        Assert.Equal("csrf", (await browser.Http.PostAsync("/links", """{"url":"https://acme.com"}""")).Problem);
    }

    [Fact]
    public async Task Session_OfAnAdministrator_ActsOnBothSurfacesAndIsWrittenDown()
    {
        using var browser = await BrowserClient.SignedInAsync(_server);

        var link = await browser.Http.PostAsync("/links", """{"url":"https://acme.com/by-session"}""");
        var label = await browser.Http.PostAsync($"/api/v1/accounts/{AccountId}/labels", """{"title":"by-session"}""");
        var profile = await browser.Http.GetJsonAsync("/api/v1/profile");

        Assert.Equal(HttpStatusCode.Created, link.Status);
        Assert.Equal(HttpStatusCode.OK, label.Status);
        Assert.Equal(Email, profile.Text("email"));
        var entry = (await browser.Http.GetJsonAsync("/audit?action=link.created&limit=1")).Body!["data"]!.AsArray().Single()!;
        Assert.Equal(("user", "Demo"), (entry["actor"]!["type"]!.GetValue<string>(), entry["actor"]!["name"]!.GetValue<string>()));
        Assert.NotNull(link.Header("X-RateLimit-Limit"));
    }

    [Fact]
    public async Task Session_OfAnAgent_HasTheScopesOfTheRole()
    {
        await BrowserClient.JoinAsync(_server, "agent@acme.com", AccountRole.Agent);
        using var browser = await BrowserClient.SignedInAsync(_server, "agent@acme.com");

        Assert.Equal(HttpStatusCode.Created, (await browser.Http.PostAsync("/links", """{"url":"https://acme.com/agent"}""")).Status);
        var refused = await browser.Http.PostAsync("/keys", """{"name":"x","scopes":["links:read"]}""");
        Assert.Equal((HttpStatusCode.Forbidden, "missing-scope"), (refused.Status, refused.Problem));
    }

    [Theory]
    [InlineData("999999")]
    [InlineData("one")]
    public async Task Session_InAnAccountThatIsNotThePersons_IsRefused(string accountId)
    {
        using var browser = await BrowserClient.SignedInAsync(_server);
        browser.Http.DefaultRequestHeaders.Add("X-Account-Id", accountId);

        var answer = await browser.Http.GetJsonAsync("/session");
        Assert.Equal(HttpStatusCode.OK, answer.Status);

        using var response = await PlainAsync(browser, "/links");
        Assert.Contains("not-in-account", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task SignOut_EndsTheSessionAtOnce()
    {
        using var browser = await BrowserClient.SignedInAsync(_server);
        var header = browser.Cookies.GetCookieHeader(_server.BaseAddress);

        Assert.Equal(HttpStatusCode.NoContent, (await browser.Http.DeleteJsonAsync("/session")).Status);

        Assert.Empty(browser.Cookies.GetCookieHeader(_server.BaseAddress));
        using var thief = new HttpClient { BaseAddress = _server.BaseAddress };
        thief.DefaultRequestHeaders.Add("Cookie", header);
        var answer = await thief.GetJsonAsync("/links");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);

        // A browser would ask for a name and a password by itself.
        Assert.Empty(answer.Message.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task Sessions_OfAPerson_AreListedAndEnded()
    {
        await BrowserClient.JoinAsync(_server, "many@acme.com", AccountRole.Agent);
        using var here = await BrowserClient.SignedInAsync(_server, "many@acme.com");
        using var there = await BrowserClient.SignedInAsync(_server, "many@acme.com");
        using var elsewhere = await BrowserClient.SignedInAsync(_server, "many@acme.com");
        using var stranger = await BrowserClient.SignedInAsync(_server);

        var listed = (await here.Http.GetJsonAsync("/sessions")).Body!["data"]!.AsArray();
        var own = (await there.Http.GetJsonAsync("/session")).Body!["session"]!["id"]!.GetValue<string>();

        Assert.Equal(3, listed.Count);
        Assert.Single(listed, session => session!["current"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Http.DeleteJsonAsync("/sessions/" + own)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await here.Http.DeleteJsonAsync("/sessions/" + own)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await there.Http.GetJsonAsync("/session")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await here.Http.DeleteJsonAsync("/sessions")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.Http.GetJsonAsync("/session")).Status);
        Assert.Equal(HttpStatusCode.OK, (await here.Http.GetJsonAsync("/session")).Status);
    }

    [Theory]
    [InlineData("last_seen_at", 7)]
    [InlineData("created_at", 30)]
    public async Task Session_NotUsedOrTooOld_HasEnded(string column, int days)
    {
        using var browser = await BrowserClient.SignedInAsync(_server);
        var id = (await browser.Http.GetJsonAsync("/session")).Body!["session"]!["id"]!.GetValue<string>();

        await SetAsync(id, column, TimeSpan.FromDays(days) - TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetJsonAsync("/links")).Status);
        await SetAsync(id, column, TimeSpan.FromDays(days) + TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.GetJsonAsync("/links")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.GetJsonAsync("/session")).Status);
    }

    [Fact]
    public async Task Password_ThatIsChanged_EndsTheOtherSessions()
    {
        var user = await BrowserClient.JoinAsync(_server, "changing@acme.com", AccountRole.Agent);
        await _server.Services.GetRequiredService<UserChanges>().UpdateAsync(user.Id, new UserInput { Password = new(IsGiven: true, "Before-the-change-1") }, CancellationToken.None);
        using var here = await BrowserClient.SignedInAsync(_server, "changing@acme.com");
        using var there = await BrowserClient.SignedInAsync(_server, "changing@acme.com");

        var changed = await here.Http.PutAsync("/api/v1/profile", """{"profile":{"password":"After-the-change-1","current_password":"Before-the-change-1"}}""");

        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Equal(HttpStatusCode.OK, (await here.Http.GetJsonAsync("/session")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await there.Http.GetJsonAsync("/session")).Status);
    }

    [Fact]
    public async Task Cookie_BesideAKey_CountsForNothing()
    {
        using var browser = await BrowserClient.SignedInAsync(_server);
        browser.SendToken(null);
        browser.Http.DefaultRequestHeaders.Authorization = _server.Client.DefaultRequestHeaders.Authorization;

        Assert.Equal(HttpStatusCode.Created, (await browser.Http.PostAsync("/links", """{"url":"https://acme.com/by-key"}""")).Status);
    }

    [Fact]
    public async Task Key_MadeUnderAnIdempotencyKey_IsSealedByTheSession()
    {
        using var browser = await BrowserClient.SignedInAsync(_server);
        const string Body = """{"name":"twice","scopes":["links:read"]}""";

        var first = await browser.Http.PostOnceAsync("/keys", Body, "sealed-by-session");
        var second = await browser.Http.PostOnceAsync("/keys", Body, "sealed-by-session");

        Assert.True(second.IsReplay);
        Assert.Equal(first.Text("secret"), second.Text("secret"));
        using var elsewhere = await BrowserClient.SignedInAsync(_server);
        Assert.Equal("idempotency-answer-sealed", (await elsewhere.Http.PostOnceAsync("/keys", Body, "sealed-by-session")).Problem);
    }

    private static async Task<HttpResponseMessage> PlainAsync(BrowserClient browser, string path)
        => await browser.Http.GetAsync(new Uri(path, UriKind.Relative));

    private Task<int> SetAsync(string id, string column, TimeSpan age)
        => _server.Services.GetRequiredService<IDatabase>().WriteAsync(
            scope => scope.ExecuteAsync($"UPDATE sessions SET {column} = @at WHERE id = @id", new { id, at = (TimeProvider.System.GetUtcNow() - age).ToUnixTimeMilliseconds() }),
            CancellationToken.None);
}
