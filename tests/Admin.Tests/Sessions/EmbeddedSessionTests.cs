using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Accounts;
using OneLink.Admin.Sessions;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Users;

namespace OneLink.Admin.Tests.Sessions;

/// <summary>Sessions of pages in a frame of another site's page: what the setting lets be there, and what they are good for.</summary>
public sealed class EmbeddedSessionTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private readonly AdminServer _server = fixture.Server;

    [Fact]
    public async Task FrameAncestors_OfAnAccount_AreOriginsThatAdministratorsName()
    {
        var tenant = await Tenant.JoinAsync(_server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());

        var set = await SetAsync(admin, tenant, "https://CRM.example.com:443/", "https://bücher.example:8443", "http://localhost:3000", "https://crm.example.com");
        Assert.Equal("""["https://crm.example.com","https://xn--bcher-kva.example:8443","http://localhost:3000"]""", set.Is(HttpStatusCode.OK).Body!["settings"]!["frame_ancestors"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await SetAsync(agent, tenant, "https://evil.example")).Status);
        (await SetAsync(admin, tenant, [.. Enumerable.Range(0, 21).Select(each => $"https://{each}.example")])).Is(HttpStatusCode.UnprocessableEntity);
        var refused = await SetAsync(admin, tenant, "https://crm.example.com", "https://*.example.com");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("frame_ancestors[1]", refused.Body!["attributes"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(3, (await admin.GetAsync(tenant, "")).Body!["settings"]!["frame_ancestors"]!.AsArray().Count);
        (await admin.Client.PatchAsync(tenant.Path, """{"frame_ancestors":[]}""")).Is(HttpStatusCode.OK);
        Assert.Null((await admin.GetAsync(tenant, "")).Body!["settings"]!["frame_ancestors"]);
    }

    [Theory]
    [InlineData("https://example.com", "https://example.com")]
    [InlineData(" HTTPS://Example.COM:443/ ", "https://example.com")]
    [InlineData("http://127.0.0.1:3000", "http://127.0.0.1:3000")]
    [InlineData("https://[2001:db8::7]:8443", "https://[2001:db8::7]:8443")]
    [InlineData("http://[::1]", "http://[::1]")]
    [InlineData("http://example.com", null)]
    [InlineData("https://example.com/app", null)]
    [InlineData("https://example.com/?a", null)]
    [InlineData("https://example.com/#a", null)]
    [InlineData("https://user@example.com", null)]
    [InlineData("https://*.example.com", null)]
    [InlineData("https://example.com; script-src *", null)]
    [InlineData("https://example.com, https://evil.example", null)]
    [InlineData("https://example.com\r\nX-Evil: 1", null)]
    [InlineData("https://a_b.example", null)]
    [InlineData("'self'", null)]
    [InlineData("*", null)]
    [InlineData("https:", null)]
    [InlineData("data:", null)]
    [InlineData("", null)]
    public void OriginOf_WhatPeopleWrite_IsAnOriginOrNone(string text, string? origin) => Assert.Equal(origin, FrameAncestors.OriginOf(text));

    [Fact]
    public async Task SignIn_InAFrame_IsByLinkAlone_AndGoodForOneAccountAndForWhatAgentsDo()
    {
        var (tenant, other) = (await Tenant.JoinAsync(_server), await Tenant.JoinAsync(_server));
        var person = await tenant.AdministratorAsync();
        await other.AddAsync(person, AccountRole.Administrator);
        (await SetAsync(person, tenant, "https://crm.example.com")).Is(HttpStatusCode.OK);

        Assert.Equal("not-in-a-frame", (await SignInAsync(person, other)).Answer.Problem);
        Assert.Equal("not-in-a-frame", (await SignInAsync(await other.AgentAsync("Eve"), tenant)).Answer.Problem);
        var (answer, browser) = await SignInAsync(person, tenant);
        using var _ = browser;
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        var cookie = answer.Header("Set-Cookie")!;
        Assert.StartsWith($"onelink_embedded_{tenant.AccountId}=", cookie, StringComparison.Ordinal);
        Assert.All(["httponly", "samesite=none", "secure", "partitioned", "path=/"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        var account = answer.Body!["accounts"]!.AsArray().Single()!;
        Assert.Equal((tenant.AccountId, """["links:read","links:write","stats:read"]"""), (account["id"]!.GetValue<long>(), account["scopes"]!.ToJsonString()));
        browser.Http.DefaultRequestHeaders.Add("Cookie", cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]);
        browser.SendToken(answer.Text("csrfToken"));

        (await browser.Http.GetJsonAsync(tenant.Path + "/conversations")).Is(HttpStatusCode.OK);
        (await browser.Http.PostAsync(tenant.Path + "/canned_responses", """{"short_code":"a","content":"A"}""")).Is(HttpStatusCode.OK);
        (await browser.Http.GetJsonAsync("/links")).Is(HttpStatusCode.OK);
        var profile = (await browser.Http.GetJsonAsync("/api/v1/profile")).Is(HttpStatusCode.OK).Body!;
        Assert.Null(profile["access_token"]);
        Assert.NotNull(profile["pubsub_token"]);

        // Neither what administrators do, nor what is the person's own, nor another account.
        Assert.Equal("missing-scope", (await browser.Http.GetJsonAsync("/keys")).Problem);
        (await browser.Http.PostAsync(tenant.Path + "/agents", """{"email":"new@people.example"}""")).Is(HttpStatusCode.Unauthorized);
        (await browser.Http.GetJsonAsync("/v1/webhooks")).Is(HttpStatusCode.Forbidden);
        (await browser.Http.PutAsync("/api/v1/profile", """{"profile":{"name":"Mallory"}}""")).Is(HttpStatusCode.Unauthorized);
        (await browser.Http.PostAsync("/api/v1/profile/reset_access_token", "{}")).Is(HttpStatusCode.Unauthorized);
        foreach (var path in (string[])["/sessions", "/totp"])
        {
            Assert.Equal("not-in-a-frame", (await browser.Http.GetJsonAsync(path)).Problem);
        }

        (await browser.Http.GetJsonAsync(other.Path + "/conversations")).Is(HttpStatusCode.Unauthorized);
        using (var request = new HttpRequestMessage(HttpMethod.Get, "/links"))
        {
            request.Headers.Add(SessionHandler.AccountHeader, other.AccountId.ToString(CultureInfo.InvariantCulture));
            using var refused = await browser.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        // Without the header it is another cookie that is asked for, and there is none.
        browser.Http.DefaultRequestHeaders.Remove(SessionCookie.EmbeddedHeader);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.GetJsonAsync("/session")).Status);
        browser.Http.DefaultRequestHeaders.Add(SessionCookie.EmbeddedHeader, tenant.AccountId.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Http.DeleteJsonAsync("/session")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.GetJsonAsync("/session")).Status);
    }

    private static Task<Answer> SetAsync(Person person, Tenant tenant, params string[] origins)
        => person.Client.PatchAsync(tenant.Path, new JsonObject { ["frame_ancestors"] = new JsonArray([.. origins]) }.ToJsonString());

    private async Task<(Answer Answer, BrowserClient Browser)> SignInAsync(Person person, Tenant tenant)
    {
        var browser = new BrowserClient(_server);
        browser.Http.DefaultRequestHeaders.Add(SessionCookie.EmbeddedHeader, tenant.AccountId.ToString(CultureInfo.InvariantCulture));
        var token = await _server.Services.GetRequiredService<SignInTokens>().IssueAsync(person.User.Id, CancellationToken.None);
        return (await browser.Http.PostAsync("/session", new JsonObject { ["email"] = person.User.Email, ["ssoAuthToken"] = token }.ToJsonString()), browser);
    }
}
