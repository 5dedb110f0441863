using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Domains.Verification;
using OneLink.Admin.Outbound;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Outbound;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Tests.Domains.Verification;

public sealed class DomainVerificationTests
{
    private readonly FakeTxt _txt = new();

    [Fact]
    public async Task Verify_WithTheTxtRecord_IsVerified()
    {
        await using var server = await StartAsync();
        var made = (await server.Client.PostAsync("/domains", """{"host":"go.acme.com"}""")).Body!["verification"]!;
        Assert.Equal("pending", made["state"]!.GetValue<string>());
        Assert.Equal("_onelink.go.acme.com", made["dns"]!["name"]!.GetValue<string>());
        Assert.Equal("https://go.acme.com/.well-known/onelink-verification", made["http"]!["url"]!.GetValue<string>());

        _txt.Records["_onelink.go.acme.com"] = ["v=spf1 -all", made["dns"]!["value"]!.GetValue<string>()];
        var verified = (await server.Client.PostAsync("/domains/go.acme.com/verify", "{}")).Body!["verification"]!;

        Assert.Equal(("verified", "dns"), (verified["state"]!.GetValue<string>(), verified["method"]!.GetValue<string>()));
        Assert.NotNull(verified["verifiedAt"]);
        Assert.Equal(verified.ToJsonString(), (await server.Client.GetJsonAsync("/domains/go.acme.com")).Body!["verification"]!.ToJsonString());
    }

    [Fact]
    public async Task Verify_WithoutProof_FailsAndSaysWhatToDo()
    {
        await using var server = await StartAsync();
        await server.Client.PostAsync("/domains", """{"host":"go.acme.com"}""");

        var missing = await VerifyAsync(server, "go.acme.com");
        _txt.Records["_onelink.go.acme.com"] = ["onelink-verification=olv_somebody_elses"];
        var wrong = await VerifyAsync(server, "go.acme.com");
        _txt.IsAway = true;
        var away = await VerifyAsync(server, "go.acme.com");

        Assert.All([missing, wrong, away], verification => Assert.Equal("failed", verification["state"]!.GetValue<string>()));
        Assert.Contains("no TXT record at _onelink.go.acme.com", missing["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(missing["dns"]!["value"]!.GetValue<string>(), missing["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("None of the 1 TXT records", wrong["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("try again", away["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_VerifiedDomain_LosesItWithTheRecordButNotWithTheNameServers()
    {
        await using var server = await StartAsync();
        var made = (await server.Client.PostAsync("/domains", """{"host":"go.acme.com"}""")).Body!["verification"]!;
        _txt.Records["_onelink.go.acme.com"] = [made["dns"]!["value"]!.GetValue<string>()];
        await VerifyAsync(server, "go.acme.com");

        _txt.IsAway = true;
        Assert.Equal("verified", (await VerifyAsync(server, "go.acme.com"))["state"]!.GetValue<string>());

        (_txt.IsAway, _) = (false, _txt.Records.Remove("_onelink.go.acme.com"));
        Assert.Equal("failed", (await VerifyAsync(server, "go.acme.com"))["state"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{token}\n", true)]
    [InlineData("somebody else's", false)]
    [InlineData("", false)]
    [InlineData("/elsewhere", false)]
    [InlineData("404", false)]
    public async Task Verifier_File_ProvesOnlyWithTheTokenOnTheHostItself(string content, bool isProven)
    {
        var domain = Domain();
        await using var site = await LoopbackServer.StartAsync(context =>
        {
            if (content == "/elsewhere" && context.Request.Host.Host == "files.test")
            {
                context.Response.Redirect($"http://elsewhere.test:{context.Request.Host.Port}/");
                return Task.CompletedTask;
            }

            context.Response.StatusCode = content == "404" ? 404 : 200;
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
                context.Response, content.StartsWith('/') || content == "404" ? domain.VerificationToken : content.Replace("{token}", domain.VerificationToken, StringComparison.Ordinal));
        });
        var resolver = new ScriptedResolver().With("files.test", "127.0.0.1").With("elsewhere.test", "127.0.0.1");
        using var client = new OutboundClient(resolver, new AddressPolicy(new("127.0.0.1")), TimeProvider.System);

        var outcome = await new DomainVerifier(_txt, client).VerifyAsync(domain with { Authority = $"files.test:{site.Port}" }, CancellationToken.None);

        Assert.Equal(isProven ? "http" : null, outcome.Method);
    }

    [Fact]
    public async Task Required_UnverifiedDomain_IsNotServedUntilItIsVerified()
    {
        await using var server = await StartAsync("--ONELINK_DOMAIN_VERIFICATION=required");
        using var feed = await FeedReader.OpenAsync(server.Edge, after: 0);
        await feed.NextAsync(FeedFrame.FrameOneofCase.Heartbeat);

        var made = (await server.Client.PostAsync("/domains", """{"host":"go.acme.com"}""")).Body!;
        Assert.False(made["served"]!.GetValue<bool>());
        Assert.True((await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry.Deleted);
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(server, "domain=go.acme.com"));

        _txt.Records["_onelink.go.acme.com"] = [made["verification"]!["dns"]!["value"]!.GetValue<string>()];
        await VerifyAsync(server, "go.acme.com");

        Assert.False((await feed.NextAsync(FeedFrame.FrameOneofCase.Entry)).Entry.Deleted);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(server, "domain=go.acme.com"));
    }

    [Fact]
    public async Task Required_AfterARestart_HoldsForTheDomainsThereAre()
    {
        var folder = Path.Combine(Path.GetTempPath(), "onelink-admin-" + Guid.NewGuid().ToString("N"));
        try
        {
            await using (var server = await StartAsync(dataFolder: folder))
            {
                Assert.True((await server.Client.PostAsync("/domains", """{"host":"go.acme.com"}""")).Body!["served"]!.GetValue<bool>());
            }

            await using (var server = await StartAsync("--ONELINK_DOMAIN_VERIFICATION=required", folder))
            {
                Assert.False((await server.Client.GetJsonAsync("/domains/go.acme.com")).Body!["served"]!.GetValue<bool>());
                Assert.True((await server.Client.GetJsonAsync("/domains/127.0.0.1")).Body!["served"]!.GetValue<bool>());
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("domain=go.acme.com", HttpStatusCode.OK)]
    [InlineData("domain=WWW.GO.acme.com", HttpStatusCode.OK)]
    [InlineData("domain=nobody.example", HttpStatusCode.NotFound)]
    [InlineData("domain=127.0.0.1", HttpStatusCode.NotFound)]
    [InlineData("domain=", HttpStatusCode.NotFound)]
    [InlineData("domain=%00%ff", HttpStatusCode.UnprocessableEntity)]
    [InlineData("", HttpStatusCode.NotFound)]
    public async Task Ask_FromThisMachine_NeedsNoCredentials(string query, HttpStatusCode status)
    {
        await using var server = await StartAsync();
        await server.Client.PostAsync("/domains", """{"host":"go.acme.com"}""");

        Assert.Equal(status, await AskAsync(server, query));
    }

    [Fact]
    public async Task Ask_ThroughAProxy_NeedsTheToken()
    {
        await using var server = await StartAsync("--ONELINK_ASK_TOKEN=let-me-ask");
        await server.Client.PostAsync("/domains", """{"host":"go.acme.com"}""");

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(server, "domain=go.acme.com", forwardedFor: "203.0.113.7"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(server, "domain=go.acme.com&token=wrong", forwardedFor: "203.0.113.7"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(server, "domain=go.acme.com&token=let-me-ask", forwardedFor: "203.0.113.7"));
    }

    [Fact]
    public async Task Create_HostOfAnotherAccount_IsRefused()
    {
        await using var server = await StartAsync();
        using var other = await OtherAccount.JoinAsync(server, "go.theirs.example");

        var refused = await server.Client.PostAsync("/domains", """{"host":"WWW.go.theirs.example."}""");

        Assert.Equal((HttpStatusCode.Conflict, "host-taken"), (refused.Status, refused.Problem));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.PostAsync("/domains/go.theirs.example/verify", "{}")).Status);
        Assert.Equal(["domain"], (await server.Client.PostAsync("/links", """{"url":"https://example.com/","domain":"go.theirs.example"}""")).ErrorPaths());
    }

    /// <summary>The verifier's site is never there: its host has no address.</summary>
    private Task<AdminServer> StartAsync(string setting = "--ONELINK_DOMAIN_VERIFICATION=optional", string? dataFolder = null)
        => AdminServer.StartAsync(dataFolder, settings: [setting], replace: services => services
            .AddSingleton<ITxtResolver>(_txt)
            .AddSingleton<IHostResolver>(new ScriptedResolver()));

    private static async Task<JsonNode> VerifyAsync(AdminServer server, string host)
        => (await server.Client.PostAsync($"/domains/{host}/verify", "{}")).Body!["verification"]!;

    private static async Task<HttpStatusCode> AskAsync(AdminServer server, string query, string? forwardedFor = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.BaseAddress, "/internal/tls/ask?" + query));
        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        }

        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static Admin.Domains.LinkDomain Domain() => new()
    {
        Id = 1,
        AccountId = 1,
        Host = "files.test",
        Authority = "files.test",
        Scheme = "https",
        IsDefault = 0,
        IsFallback = 0,
        IsCaseSensitive = 1,
        VerificationToken = DomainVerification.NewToken(),
        CreatedAt = 0,
        UpdatedAt = 0,
    };
}
