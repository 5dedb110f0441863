using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Accounts;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.OpenApi;
using OneLink.Admin.Users;

namespace OneLink.Admin.Tests.Sessions;

/// <summary>A browser with its cookies, as a page of the dashboard uses it.</summary>
internal sealed class BrowserClient : IDisposable
{
    public BrowserClient(AdminServer server)
    {
        // Compared with the API description on the way, as all calls of tests are.
        Http = new HttpClient(new WithCookies(Cookies) { InnerHandler = new DescribedCalls() }) { BaseAddress = server.BaseAddress };
        Http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Test browser");
    }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Http { get; }

    /// <summary>Signs in by a link, which costs no hashing, and keeps the token that pages send.</summary>
    public static async Task<BrowserClient> SignedInAsync(AdminServer server, string? email = null)
    {
        var address = email ?? server.Credentials["email"]!.GetValue<string>();
        var user = await server.Services.GetRequiredService<UserRepository>().FindByEmailAsync(address, CancellationToken.None);
        var token = await server.Services.GetRequiredService<SignInTokens>().IssueAsync(user!.Id, CancellationToken.None);
        var browser = new BrowserClient(server);
        var answer = await browser.Http.PostAsync("/session", new JsonObject { ["email"] = address, ["ssoAuthToken"] = token }.ToJsonString());
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        browser.SendToken(answer.Text("csrfToken"));
        return browser;
    }

    /// <summary>Makes a person with a place in an account.</summary>
    public static Task<User> JoinAsync(AdminServer server, string email, string role, long? accountId = null)
        => server.Services.GetRequiredService<IDatabase>().WriteAsync(
            async scope =>
            {
                var user = await UserRepository.InsertAsync(
                    scope, new User { Id = 0, Email = email, Name = "Ada", PubsubToken = UserRepository.NewPubsubToken(), ConfirmedAt = 1, CreatedAt = 1, UpdatedAt = 1 });
                await MembershipRepository.UpsertAsync(scope, accountId ?? server.Credentials["accountId"]!.GetValue<long>(), user!.Id, role, inviterId: null, at: 1);
                return user;
            },
            CancellationToken.None);

    public void SendToken(string? token)
    {
        Http.DefaultRequestHeaders.Remove("X-CSRF-Token");
        if (token is not null)
        {
            Http.DefaultRequestHeaders.Add("X-CSRF-Token", token);
        }
    }

    public void Dispose() => Http.Dispose();

    private sealed class WithCookies(CookieContainer cookies) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } header)
            {
                request.Headers.TryAddWithoutValidation("Cookie", header);
            }

            var response = await base.SendAsync(request, cancellationToken);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                cookies.SetCookies(request.RequestUri!, cookie);
            }

            return response;
        }
    }
}
