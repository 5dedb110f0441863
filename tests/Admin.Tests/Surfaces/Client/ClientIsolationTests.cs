using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.Contract;

namespace OneLink.Admin.Tests.Surfaces.Client;

/// <summary>A visitor of one tenant calls for what visitors of another have.</summary>
public sealed class ClientIsolationTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string NotFound = """{"status":404,"error":"Not Found"}""";

    private readonly HttpClient _anyone = SurfaceCalls.Client(fixture.Server);

    /// <summary>Method, path below an inbox, and body; {contact}, {conversation} and {message} are another tenant's.</summary>
    public static TheoryData<string, string, string> Calls { get; } = new()
    {
        { "GET", "/contacts/{contact}", "" },
        { "PATCH", "/contacts/{contact}", """{"name":"Eve"}""" },
        { "GET", "/contacts/{contact}/conversations", "" },
        { "POST", "/contacts/{contact}/conversations", "" },
        { "GET", "/contacts/{contact}/conversations/{conversation}", "" },
        { "POST", "/contacts/{contact}/conversations/{conversation}/toggle_status", "" },
        { "POST", "/contacts/{contact}/conversations/{conversation}/toggle_typing", """{"typing_status":"on"}""" },
        { "POST", "/contacts/{contact}/conversations/{conversation}/update_last_seen", "" },
        { "GET", "/contacts/{contact}/conversations/{conversation}/messages", "" },
        { "POST", "/contacts/{contact}/conversations/{conversation}/messages", """{"content":"Hi"}""" },
        { "PATCH", "/contacts/{contact}/conversations/{conversation}/messages/{message}", """{"submitted_values":[]}""" },
        { "POST", "/contacts/{contact}/conversations/{conversation}/labels", """{"labels":["mine"]}""" },
        { "DELETE", "/contacts/{contact}/conversations/{conversation}/labels", """{"labels":["mine"]}""" },
    };

    [Theory]
    [OtherTenant]
    [MemberData(nameof(Calls))]
    public async Task Visitor_WithWhatIsAnotherTenants_FindsNothing(string method, string path, string body)
    {
        var (mine, theirs) = (await InboxAsync(), await InboxAsync());
        var me = await ContactAsync(mine);
        var them = await ContactAsync(theirs);
        var conversation = (await _anyone.PostAsync($"{theirs}/contacts/{them}/conversations", "")).Id();
        var message = (await _anyone.PostAsync($"{theirs}/contacts/{them}/conversations/{conversation}/messages", """{"content":"Secret"}""")).Id();

        // My inbox with their contact, their inbox with mine, and where a conversation is named, my contact with theirs.
        string[] attempts = path.Contains("{conversation}", StringComparison.Ordinal)
            ? [mine + Filled(path, them), theirs + Filled(path, me), mine + Filled(path, me)]
            : [mine + Filled(path, them), theirs + Filled(path, me)];
        foreach (var attempt in attempts)
        {
            (await _anyone.SendJsonAsync(new HttpMethod(method), attempt, body)).Is(HttpStatusCode.NotFound, NotFound);
        }

        var left = (await _anyone.GetJsonAsync($"{theirs}/contacts/{them}/conversations/{conversation}/messages")).Is(HttpStatusCode.OK).Body!.AsArray();
        Assert.Equal("Secret", Assert.Single(left)!.Text("content"));

        string Filled(string text, string contact) => text
            .Replace("{contact}", contact, StringComparison.Ordinal)
            .Replace("{conversation}", $"{conversation}", StringComparison.Ordinal)
            .Replace("{message}", $"{message}", StringComparison.Ordinal);
    }

    [Fact]
    [OtherTenant]
    public async Task Visitor_WithASourceIdOfAnotherTenant_IsSomebodyNew()
    {
        var (mine, theirs) = (await InboxAsync(), await InboxAsync());
        var known = (await _anyone.PostAsync(theirs + "/contacts", """{"source_id":"device","name":"Ada"}""")).Is(HttpStatusCode.OK).Body!;

        var made = (await _anyone.PostAsync(mine + "/contacts", """{"source_id":"device"}""")).Is(HttpStatusCode.OK).Body!;

        Assert.NotEqual(known.Number("id"), made.Number("id"));
        Assert.NotEqual("Ada", made.Text("name"));
        Assert.NotEqual((await _anyone.GetJsonAsync(theirs)).Body!.Text("identifier"), (await _anyone.GetJsonAsync(mine)).Body!.Text("identifier"));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "/contacts")]
    [InlineData("GET", "/contacts/unknown/conversations")]
    [InlineData("POST", "/contacts/unknown/conversations")]
    public async Task Inbox_ThatIsNotThere_IsNotFound(string method, string path)
        => (await _anyone.SendJsonAsync(new HttpMethod(method), "/public/api/v1/inboxes/unknown" + path, "")).Is(HttpStatusCode.NotFound, NotFound);

    /// <summary>The path of an inbox of a tenant of its own.</summary>
    private async Task<string> InboxAsync()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var inbox = await fixture.Server.Services.GetRequiredService<InboxRepository>().FindAsync(tenant.AccountId, await tenant.InboxAsync(), CancellationToken.None);
        return "/public/api/v1/inboxes/" + inbox!.Identifier;
    }

    private async Task<string> ContactAsync(string inbox) => (await _anyone.PostAsync(inbox + "/contacts", "")).Is(HttpStatusCode.OK).Body!.Text("source_id");
}
