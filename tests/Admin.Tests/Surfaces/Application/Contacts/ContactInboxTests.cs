using System.Net;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.Application.Contacts;

public sealed class ContactInboxTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string NotAllowed = """{"error":"You are not authorized to do this action"}""";

    [Fact]
    public async Task Add_SourceId_IsKeptMadeOrRefused()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var (api, whatsApp) = (await tenant.InboxAsync(), await tenant.InboxAsync(InboxChannel.WhatsApp));
        var ada = await admin.ContactAsync(tenant, """{"name":"Ada","phone_number":"+14155550120"}""");
        var bob = await admin.ContactAsync(tenant, """{"name":"Bob"}""");

        async Task<Answer> AddAsync(long contact, string json) => await admin.PostAsync(tenant, $"/contacts/{contact}/contact_inboxes", json);

        Assert.Equal("s", (await AddAsync(ada, $$"""{"inbox_id":{{api}},"source_id":"s"}""")).Is(HttpStatusCode.OK).Text("source_id"));
        Assert.Equal(api, (await AddAsync(ada, $$"""{"inbox_id":"{{api}}","source_id":"s"}""")).Is(HttpStatusCode.OK).Body!["inbox"]!["id"]!.GetValue<long>());
        (await AddAsync(bob, $$"""{"inbox_id":{{api}},"source_id":"s"}""")).IsInvalid("Source has already been taken");
        Assert.True(Guid.TryParse((await AddAsync(bob, $$"""{"inbox_id":{{api}}}""")).Text("source_id"), out _));
        Assert.Equal("14155550120", (await AddAsync(ada, $$"""{"inbox_id":{{whatsApp}},"source_id":""}""")).Text("source_id"));
        (await AddAsync(bob, $$"""{"inbox_id":{{whatsApp}}}""")).IsInvalid("Source can't be blank");
        (await AddAsync(bob, $$"""{"inbox_id":{{whatsApp}},"source_id":"no number"}""")).IsInvalid("Source is invalid");
        (await AddAsync(bob, "{}")).Is(HttpStatusCode.NotFound);
        (await AddAsync(999_999, $$"""{"inbox_id":{{api}}}""")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Contactable_ShowsInboxesThatReachTheContactAndThatTheAgentWorksIn()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        var mine = await tenant.InboxAsync(InboxChannel.Api, agent);
        var notMine = await tenant.InboxAsync();
        var whatsApp = await tenant.InboxAsync(InboxChannel.WhatsApp, agent);
        await tenant.InboxAsync(InboxChannel.Email, agent);
        await tenant.InboxAsync(InboxChannel.WebWidget, agent);
        await tenant.InboxAsync(InboxChannel.Telegram, agent);
        var contact = await agent.ContactAsync(tenant, $$"""{"name":"Ada","phone_number":"+14155550121","inbox_id":{{mine}},"source_id":"known"}""");

        async Task<string> ContactableAsync(Person person)
            => string.Join(' ', (await person.GetAsync(tenant, $"/contacts/{contact}/contactable_inboxes")).Payload().Select(row => row!["inbox"]!["id"]));

        Assert.Equal($"{mine} {whatsApp}", await ContactableAsync(agent));
        Assert.Equal($"{mine} {notMine} {whatsApp}", await ContactableAsync(admin));
        var rows = (await agent.GetAsync(tenant, $"/contacts/{contact}/contactable_inboxes")).Payload();
        Assert.Equal("known 14155550121", string.Join(' ', rows.Select(row => row!["source_id"])));
        (await agent.PostAsync(tenant, $"/contacts/{contact}/contact_inboxes", $$"""{"inbox_id":{{notMine}}}""")).Is(HttpStatusCode.Unauthorized, NotAllowed);
    }

    [Fact]
    public async Task Find_BySourceId_GivesTheContactOrNothingAtAll()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        var inbox = await tenant.InboxAsync();
        var contact = await admin.ContactAsync(tenant, $$"""{"name":"Ada","inbox_id":{{inbox}},"source_id":"s"}""");

        var found = await admin.PostAsync(tenant, "/contact_inboxes/filter", $$"""{"inbox_id":{{inbox}},"source_id":"s"}""");
        var none = await admin.PostAsync(tenant, "/contact_inboxes/filter", $$"""{"inbox_id":{{inbox}},"source_id":"absent"}""");

        Assert.Equal(contact, found.Is(HttpStatusCode.OK).Body!["id"]!.GetValue<long>());
        none.Is(HttpStatusCode.NotFound);
        Assert.Null(none.Body);
        (await agent.PostAsync(tenant, "/contact_inboxes/filter", $$"""{"inbox_id":{{inbox}},"source_id":"s"}""")).Is(HttpStatusCode.Unauthorized, NotAllowed);
    }
}
