using System.Net;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Campaigns;

/// <summary>Campaigns at their API.</summary>
public sealed class CampaignTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string Hello = """ "message":"Hello {{contact.first_name}}" """;

    [Fact]
    public async Task Campaign_FromDraftToItsEnd_WritesToEachContactOnce()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, inbox) = (await tenant.AdministratorAsync(), await tenant.InboxAsync());
        var contacts = new List<long>();
        foreach (var name in (string[])["Zoe Ray", "Max Ray", "Ida Ray"])
        {
            contacts.Add(await admin.ContactAsync(tenant, $$"""{"name":"{{name}}"}"""));
        }

        var audience = await fixture.Server.AudienceAsync(tenant.AccountId, contacts);
        var id = await admin.DraftAsync(tenant, inbox, audience, Hello + ""","quiet_hours":{"from":"21:00","to":"08:00","timezone":"Europe/Berlin"}""");
        var second = await admin.DraftAsync(tenant, inbox, audience, Hello);
        Assert.Equal(("spring-sale", "spring-sale-2"), ((await admin.CampaignAsync(tenant, id)).Text("campaign"), (await admin.CampaignAsync(tenant, second)).Text("campaign")));
        (await admin.PatchAsync(tenant, $"/campaigns/{second}", """{"campaign":"spring-sale"}""")).IsInvalid("Campaign has already been taken");

        var changed = (await admin.PatchAsync(tenant, $"/campaigns/{id}", """{"title":"Sale","quiet_hours":null,"messages_per_minute":6000}""")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal(("Sale", "draft", 6000, null), (changed.Text("title"), changed.Text("state"), changed.Number("messages_per_minute"), changed["quiet_hours"]));
        Assert.Equal("running", (await admin.ActAsync(tenant, id, "start")).Text("state"));
        await Until.TrueAsync(async () => (await admin.CampaignAsync(tenant, id)).Text("state") is "completed", "everybody is written to");
        Assert.Equal("sent 3", (await admin.CampaignAsync(tenant, id)).Counts());

        // Each has it in a conversation that is out of sight until the contact answers.
        var sent = (await admin.GetAsync(tenant, $"/campaigns/{id}/recipients?state=sent")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal((3, "Zoe Ray"), (sent["meta"]!.Number("count"), sent["payload"]![0]!.Text("name")));
        var conversation = sent["payload"]![0]!.Number("conversation_id");
        Assert.Equal("Hello Zoe", Assert.Single(await admin.MessagesAsync(tenant, conversation)).Text("content"));
        Assert.Equal("snoozed", (await admin.ShowAsync(tenant, conversation)).Text("status"));
        (await admin.SayAsync(tenant, conversation, "Yes?", "incoming")).Is(HttpStatusCode.OK);
        Assert.Equal("open", (await admin.ShowAsync(tenant, conversation)).Text("status"));

        // A conversation that is under way is gone on with.
        await admin.ActAsync(tenant, second, "start");
        await Until.TrueAsync(async () => (await admin.CampaignAsync(tenant, second)).Text("state") is "completed", "the second one as well");
        Assert.Equal(["Hello Zoe", "Yes?", "Hello Zoe"], (await admin.MessagesAsync(tenant, conversation)).Where(message => message.Number("message_type") != 2).Select(message => message.Text("content")));
        Assert.Equal(2, (await admin.GetAsync(tenant, "/campaigns")).Is(HttpStatusCode.OK).Body!["meta"]!.Number("count"));

        // What is over can be removed, and nothing else can be done to it.
        (await admin.PostAsync(tenant, $"/campaigns/{id}/resume", "{}")).IsInvalid("State is completed; this can be done to one that is paused");
        (await admin.PatchAsync(tenant, $"/campaigns/{id}", """{"message":"Bye"}""")).IsInvalid("Message can be changed in a draft only; the campaign is completed");
        (await admin.DeleteAsync(tenant, $"/campaigns/{id}")).Is(HttpStatusCode.OK);
        (await admin.GetAsync(tenant, $"/campaigns/{id}/recipients")).Is(HttpStatusCode.NotFound);
        Assert.NotEmpty(await admin.MessagesAsync(tenant, conversation));
    }

    [Fact]
    public async Task Campaign_ThatCannotBe_IsSaidInWords()
    {
        var (tenant, others) = (await Tenant.JoinAsync(fixture.Server), await Tenant.JoinAsync(fixture.Server));
        var (admin, inbox) = (await tenant.AdministratorAsync(), await tenant.InboxAsync());
        var (empty, theirs) = (await fixture.Server.AudienceAsync(tenant.AccountId), await fixture.Server.AudienceAsync(others.AccountId));
        foreach (var (more, message) in new[]
        {
            ("""{"title":" "}""", "Title can't be blank"),
            ("""{"title":"a","message":" "}""", "Message can't be blank where there are no template_params"),
            ("""{"inbox_id":0}""", "Inbox must exist"),
            ($$"""{"audience_id":{{theirs}}}""", "Audience must exist"),
            ("""{"messages_per_minute":0}""", "Messages per minute must be 1 to 6,000"),
            ("""{"messages_per_minute":"fast"}""", "Messages per minute is not a number"),
            ("""{"template_params":{"name":"sale"}}""", "Template params needs the language of the template, Template params are WhatsApp's; give an inbox of WhatsApp, or a message"),
            ("""{"quiet_hours":{"from":"21:00"}}""", """Quiet hours need from and to as times of day, such as {"from":"21:00","to":"08:00"}"""),
            ("""{"quiet_hours":{"from":"21:00","to":"21:00","timezone":"Mars/Base"}}""", "Quiet hours would never end; from and to must differ, Quiet hours have a timezone that is none; give an IANA name such as Europe/Berlin"),
            ("""{"scheduled_at":"tomorrow"}""", "Scheduled at is invalid"),
        })
        {
            var whole = System.Text.Json.Nodes.JsonNode.Parse($$"""{"title":"Sale","inbox_id":{{inbox}},"audience_id":{{empty}},{{Hello}}}""")!.AsObject();
            foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(more)!.AsObject())
            {
                whole[name] = value?.DeepClone();
            }

            (await admin.PostAsync(tenant, "/campaigns", whole.ToJsonString())).IsInvalid(message);
        }

        // What only shows when it is to start.
        var id = await admin.DraftAsync(tenant, inbox, empty, Hello);
        (await admin.PostAsync(tenant, $"/campaigns/{id}/start", "{}")).IsInvalid("Audience has nobody in it; refresh it, or ask for another cell");
        (await admin.PostAsync(tenant, $"/campaigns/{id}/pause", "{}")).IsInvalid("State is draft; this can be done to one that is scheduled or running");
        (await admin.GetAsync(tenant, $"/campaigns/{id}/recipients?state=lost")).IsInvalid("State is not included in the list");
        (await admin.ActAsync(tenant, id, "cancel")).Text("state");
        (await admin.PostAsync(tenant, $"/campaigns/{id}/start", "{}")).IsInvalid("State is cancelled; this can be done to a draft");

        // Agents do not write to everybody, nor see whom others would.
        var agent = await tenant.AgentAsync();
        (await agent.GetAsync(tenant, "/campaigns")).Is(HttpStatusCode.Unauthorized);
        (await agent.GetAsync(tenant, "/audiences")).Is(HttpStatusCode.Unauthorized);
        (await agent.PostAsync(tenant, $"/campaigns/{id}/start", "{}")).Is(HttpStatusCode.Unauthorized);
    }
}
