using System.Net;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Surfaces.Application;

public sealed class SearchTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Search_OfATextEverywhere_FindsWhatHoldsIt()
    {
        var (tenant, admin, inbox) = await StartAsync();
        var id = await admin.ConversationAsync(tenant, inbox, name: "Ada Lovelace");
        await admin.ConversationAsync(tenant, inbox, name: "Bob");
        await admin.ContactAsync(tenant, """{"name":"Lovelace senior","email":"senior@people.example"}""");
        await admin.SayAsync(tenant, id, "First words");
        await admin.SayAsync(tenant, 2, "Of Miss LOVELACE, the rest");

        var found = (await admin.GetAsync(tenant, "/search?q=lovelace")).Is(HttpStatusCode.OK).Body!["payload"]!;

        var conversation = Assert.Single(found["conversations"]!.AsArray())!;
        Assert.Equal((id, "Ada Lovelace", "First words", inbox), (
            conversation.Number("id"), conversation["contact"]!.Text("name"), conversation["message"]!.Text("content"), conversation["inbox"]!.Number("id")));
        Assert.Equal("Lovelace senior", Assert.Single(found["contacts"]!.AsArray())!.Text("name"));
        var message = Assert.Single(found["messages"]!.AsArray())!;
        Assert.Equal(("Of Miss LOVELACE, the rest", 2), (message.Text("content"), message.Number("conversation_id")));
        Assert.Equal("user", message["sender"]!.Text("type"));
    }

    [Theory]
    [InlineData("/conversations?q=cl", "conversations", 2)]
    [InlineData("/conversations?q=2", "conversations", 1)]
    [InlineData("/contacts?q=cleo", "contacts", 0)]
    [InlineData("/messages?q=hi", "messages", 1)]
    [InlineData("/messages?q=hi&page=2", "messages", 0)]
    public async Task Search_OfOneKind_FindsThatAlone(string path, string kind, int count)
    {
        var (tenant, admin, inbox) = await StartAsync();
        await admin.ConversationAsync(tenant, inbox);
        await admin.ConversationAsync(tenant, inbox);
        await admin.SayAsync(tenant, 1, "Hi");

        var found = (await admin.GetAsync(tenant, "/search" + path)).Is(HttpStatusCode.OK).Body!["payload"]!.AsObject();

        Assert.Equal(kind, Assert.Single(found).Key);
        Assert.Equal(count, found[kind]!.AsArray().Count);
    }

    [Fact]
    public async Task Search_ByAnAgent_FindsOnlyWhatIsInHisInboxes()
    {
        var (tenant, admin, inbox) = await StartAsync();
        var agent = await tenant.AgentAsync();
        var id = await admin.ConversationAsync(tenant, inbox);
        await admin.SayAsync(tenant, id, "secret words");

        var found = (await agent.GetAsync(tenant, "/search?q=secret")).Is(HttpStatusCode.OK).Body!["payload"]!;
        Assert.Empty(found["messages"]!.AsArray());
        Assert.Empty((await agent.GetAsync(tenant, "/search/conversations?q=cleo")).Body!["payload"]!["conversations"]!.AsArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/conversations")]
    [InlineData("/contacts")]
    [InlineData("/messages")]
    public async Task Search_ForNothing_IsRefused(string path)
    {
        var (tenant, admin, _) = await StartAsync();

        (await admin.GetAsync(tenant, $"/search{path}?q=")).Is(HttpStatusCode.UnprocessableEntity, """{"error":"Specify search string with parameter q"}""");
    }

    [Fact]
    public async Task Transcript_WithoutMail_IsNotClaimedToBeSent()
    {
        var (tenant, admin, inbox) = await StartAsync();
        var id = await admin.ConversationAsync(tenant, inbox);

        (await admin.PostAsync(tenant, $"/conversations/{id}/transcript", "")).Is(HttpStatusCode.UnprocessableEntity, """{"error":"email param missing"}""");
        (await admin.PostAsync(tenant, $"/conversations/{id}/transcript", """{"email":"ada@people.example"}"""))
            .Is(HttpStatusCode.UnprocessableEntity, """{"error":"Transcripts cannot be sent: this installation sends no mail"}""");
    }

    [Fact]
    public async Task CostlyCalls_OverTheirLimits_AreToldToComeBack()
    {
        await using var server = await AdminServer.StartAsync(settings: ["--ONELINK_CONTACT_SEARCH_LIMIT=3", "--ONELINK_CONVERSATION_COUNTS_LIMIT=2"]);
        var tenant = await Tenant.JoinAsync(server);
        var (ada, bob) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());

        Assert.Equal([200, 200, 200, 429], await StatusesAsync(ada, tenant, "/contacts/search?q=a", 4));
        Assert.Equal([429], await StatusesAsync(bob, tenant, "/contacts/search?q=a", 1));
        Assert.Equal([200, 200, 429], await StatusesAsync(ada, tenant, "/conversations/meta", 3));
        Assert.Equal([200], await StatusesAsync(bob, tenant, "/conversations/meta", 1));
    }

    private static async Task<List<int>> StatusesAsync(Person person, Tenant tenant, string path, int times)
    {
        var statuses = new List<int>();
        for (var i = 0; i < times; i++)
        {
            using var answer = await person.Client.GetAsync(new Uri(tenant.Path + path, UriKind.Relative));
            statuses.Add((int)answer.StatusCode);
        }

        return statuses;
    }

    private async Task<(Tenant Tenant, Person Admin, long Inbox)> StartAsync()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        return (tenant, await tenant.AdministratorAsync(), await tenant.InboxAsync());
    }
}
