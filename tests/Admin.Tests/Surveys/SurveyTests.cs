using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.Cable;

namespace OneLink.Admin.Tests.Surveys;

/// <summary>Asking contacts of resolved conversations how content they are, and their answers.</summary>
public sealed class SurveyTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private AdminServer _server = null!;
    private Tenant _tenant = null!;
    private Person _admin = null!;

    public async Task InitializeAsync()
    {
        _server = await AdminServer.StartAsync(replace: services => services.AddSingleton<TimeProvider>(_clock));
        _tenant = await Tenant.JoinAsync(_server);
        _admin = await _tenant.AdministratorAsync();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Resolving_AsksOnce_AndTheVisitorAnswersByTheMessage()
    {
        var agent = await _tenant.AgentAsync("Bob");
        var inbox = await InboxAsync("""{"csat_survey_enabled":true,"csat_config":{"display_type":"star","message":"How was it?"} }""");
        using var visitor = new HttpClient { BaseAddress = _server.BaseAddress };
        var contacts = $"/public/api/v1/inboxes/{inbox.Identifier}/contacts";
        var contact = (await visitor.PostAsync(contacts, "{}")).Is(HttpStatusCode.OK).Body!;
        var path = $"{contacts}/{contact.Text("source_id")}/conversations";
        var id = (await visitor.PostAsync(path, "{}")).Is(HttpStatusCode.OK).Body!.Number("id");
        (await _admin.PostAsync(_tenant, $"/conversations/{id}/assignments", $$"""{"assignee_id":{{agent.User.Id}}}""")).Is(HttpStatusCode.OK);
        (await visitor.PostAsync($"{path}/{id}/toggle_status", "")).Is(HttpStatusCode.OK);

        var asked = (await visitor.GetJsonAsync($"{path}/{id}/messages")).Is(HttpStatusCode.OK).Body!.AsArray().Single()!;
        Assert.Equal("input_csat", asked.Text("content_type"));
        Assert.Equal(3, asked.Number("message_type"));
        Assert.Equal("How was it?", asked.Text("content"));
        Assert.Equal("""{"display_type":"star"}""", asked["content_attributes"]!.ToJsonString());

        // Whoever had it is meant, also where he has lost it by now.
        (await _admin.PostAsync(_tenant, $"/conversations/{id}/assignments", """{"assignee_id":null}""")).Is(HttpStatusCode.OK);
        using var listener = await CableClient.ConnectAsync(_server.BaseAddress);
        await listener.SubscribeAsync(CableClient.Contact(contact.Text("pubsub_token")));
        var answered = (await visitor.SendJsonAsync(HttpMethod.Patch, $"{path}/{id}/messages/{asked.Number("id")}", """{"submitted_values":{"csat_survey_response":{"rating":4,"feedback_message":"Fine"} } }""")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal(4, answered["content_attributes"]!["submitted_values"]!["csat_survey_response"]!.Number("rating"));
        var heard = await listener.EventAsync("message.updated", skip: ["conversation.updated", "message.created", "conversation.status_changed"]);
        Assert.Equal("Fine", heard["content_attributes"]!["submitted_values"]!["csat_survey_response"]!.Text("feedback_message"));
        Assert.Equal([(agent.User.Id, 4L, "Fine")], await StoredAsync());

        // Opened and resolved once more, it is not asked again.
        (await visitor.PostAsync($"{path}/{id}/messages", """{"content":"And"}""")).Is(HttpStatusCode.OK);
        await ResolveAsync(id);
        Assert.Equal(1, await SurveysAsync(id));
    }

    [Fact]
    public async Task Survey_IsShownAndAnsweredByTheUuidOfItsConversation_ForTwoWeeks()
    {
        var inbox = await InboxAsync("""{"csat_survey_enabled":true}""");
        var id = await _admin.ConversationAsync(_tenant, inbox.Id);
        var uuid = (await _admin.ShowAsync(_tenant, id)).Text("uuid");
        using var page = new HttpClient { BaseAddress = _server.BaseAddress };
        var path = $"/public/api/v1/csat_survey/{uuid}";
        (await page.GetJsonAsync(path)).Is(HttpStatusCode.NotFound, """{"status":404,"error":"Not Found"}""");
        await ResolveAsync(id);

        var survey = (await page.GetJsonAsync(path)).Is(HttpStatusCode.OK).Body!;
        Assert.Null(survey["csat_survey_response"]);
        Assert.Equal("emoji", survey.Text("display_type"));
        Assert.Equal("Please rate the conversation", survey.Text("content"));
        Assert.Equal("Inbox", survey.Text("inbox_name"));
        Assert.Equal(id, survey.Number("conversation_id"));

        var answered = (await page.PutAsync(path, """{"message":{"submitted_values":{"csat_survey_response":{"rating":"2"} } } }""")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal(2, answered["csat_survey_response"]!.Number("rating"));
        _clock.Now += TimeSpan.FromDays(13.9);
        (await page.SendJsonAsync(HttpMethod.Patch, path, """{"message":{"submitted_values":{"csat_survey_response":{"rating":5,"feedback_message":"Better"} } } }""")).Is(HttpStatusCode.OK);
        Assert.Equal("Better", (await page.GetJsonAsync(path)).Body!["csat_survey_response"]!.Text("feedback_message"));
        Assert.Equal([(null, 5L, "Better")], await StoredAsync());

        _clock.Now += TimeSpan.FromDays(0.2);
        (await page.PutAsync(path, """{"message":{"submitted_values":{"csat_survey_response":{"rating":1} } } }""")).Is(
            HttpStatusCode.UnprocessableEntity, """{"error":"You cannot update the CSAT survey after 14 days"}""");
        Assert.Equal([(null, 5L, "Better")], await StoredAsync());
    }

    [Theory]
    [InlineData("""{"submitted_values":{"csat_survey_response":{"rating":6} } }""", "Rating is not included in the list")]
    [InlineData("""{"submitted_values":{"csat_survey_response":{"rating":0} } }""", "Rating is not included in the list")]
    [InlineData("""{"submitted_values":{"csat_survey_response":{"rating":"good"} } }""", "Rating is not included in the list")]
    [InlineData("""{"submitted_values":{"csat_survey_response":7} }""", "Csat survey response is invalid")]
    [InlineData("""{"submitted_values":[{"name":"rating","value":1}] }""", "Csat survey response is invalid")]
    public async Task Answer_ThatIsNone_IsRefused_AndChangesNothing(string message, string refusal)
    {
        var inbox = await InboxAsync("""{"csat_survey_enabled":true}""");
        var id = await _admin.ConversationAsync(_tenant, inbox.Id);
        await ResolveAsync(id);
        using var page = new HttpClient { BaseAddress = _server.BaseAddress };
        var path = $"/public/api/v1/csat_survey/{(await _admin.ShowAsync(_tenant, id)).Text("uuid")}";

        (await page.PutAsync(path, $$"""{"message":{{message}}}""")).IsInvalid(refusal);
        (await page.PutAsync(path, "{}")).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Empty(await StoredAsync());
        (await page.GetJsonAsync("/public/api/v1/csat_survey/0190b8a0-0000-7000-8000-000000000000")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Survey_OfASuspendedAccount_IsNotThere()
    {
        var id = await _admin.ConversationAsync(_tenant, (await InboxAsync("""{"csat_survey_enabled":true}""")).Id);
        await ResolveAsync(id);
        var path = $"/public/api/v1/csat_survey/{(await _admin.ShowAsync(_tenant, id)).Text("uuid")}";
        await _tenant.SuspendAsync();
        using var page = new HttpClient { BaseAddress = _server.BaseAddress };

        (await page.GetJsonAsync(path)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_IsAsked_WhereTheInboxDoesNot_OrTheContactIsBlocked()
    {
        var silent = await _admin.ConversationAsync(_tenant, (await InboxAsync("{}")).Id);
        await ResolveAsync(silent);
        Assert.Equal(0, await SurveysAsync(silent));

        var muted = await _admin.ConversationAsync(_tenant, (await InboxAsync("""{"csat_survey_enabled":true}""")).Id);
        (await _admin.PostAsync(_tenant, $"/conversations/{muted}/mute", "")).Is(HttpStatusCode.OK);
        Assert.Equal(0, await SurveysAsync(muted));
    }

    [Theory]
    [InlineData("contains", true, 1)]
    [InlineData("contains", false, 0)]
    [InlineData("does_not_contain", true, 0)]
    [InlineData("does_not_contain", false, 1)]
    public async Task Labels_DecideWhoIsAsked_WhereTheInboxNamesSome(string op, bool isLabelled, int surveys)
    {
        var inbox = await InboxAsync($$"""{"csat_survey_enabled":true,"csat_config":{"survey_rules":{"operator":"{{op}}","values":["vip"]} } }""");
        var id = await _admin.ConversationAsync(_tenant, inbox.Id);
        if (isLabelled)
        {
            (await _admin.PostAsync(_tenant, $"/conversations/{id}/labels", """{"labels":["vip"]}""")).Is(HttpStatusCode.OK);
        }

        await ResolveAsync(id);
        Assert.Equal(surveys, await SurveysAsync(id));
    }

    [Fact]
    public async Task Question_ThatTheChannelWouldNotTake_IsNotedInstead()
    {
        var inbox = await InboxAsync("""{"csat_survey_enabled":true,"channel":{"additional_attributes":{"agent_reply_time_window":1} } }""");
        var id = await _admin.ConversationAsync(_tenant, inbox.Id);
        await ResolveAsync(id);

        Assert.Equal(0, await SurveysAsync(id));
        Assert.Contains("CSAT survey not sent due to outgoing message restrictions", await _admin.ActivitiesAsync(_tenant, id));
    }

    [Fact]
    public async Task Merge_TakesTheAnswersAlong()
    {
        var id = await _admin.ConversationAsync(_tenant, (await InboxAsync("""{"csat_survey_enabled":true}""")).Id);
        await ResolveAsync(id);
        var shown = await _admin.ShowAsync(_tenant, id);
        using var page = new HttpClient { BaseAddress = _server.BaseAddress };
        (await page.PutAsync($"/public/api/v1/csat_survey/{shown.Text("uuid")}", """{"submitted_values":{"csat_survey_response":{"rating":3} } }""")).Is(HttpStatusCode.OK);
        var other = await _admin.ContactAsync(_tenant, """{"name":"Dora"}""");

        (await _admin.PostAsync(_tenant, "/actions/contact_merge", $$"""{"base_contact_id":{{other}},"mergee_contact_id":{{shown["meta"]!["sender"]!.Number("id")}}}""")).Is(HttpStatusCode.OK);
        Assert.Equal([(null, 3L, null)], await StoredAsync());
    }

    private async Task<Inbox> InboxAsync(string settings)
    {
        var id = await _tenant.InboxAsync();
        (await _admin.PatchAsync(_tenant, $"/inboxes/{id}", settings)).Is(HttpStatusCode.OK);
        return (await _server.Services.GetRequiredService<InboxRepository>().FindAsync(_tenant.AccountId, id, CancellationToken.None))!;
    }

    private async Task ResolveAsync(long conversation)
        => (await _admin.PostAsync(_tenant, $"/conversations/{conversation}/toggle_status", """{"status":"resolved"}""")).Is(HttpStatusCode.OK);

    private async Task<int> SurveysAsync(long conversation)
        => (await _admin.MessagesAsync(_tenant, conversation)).Count(message => message.Text("content_type") == "input_csat");

    /// <summary>Whom, how much and why, of every answer.</summary>
    private Task<List<(long?, long, string?)>> StoredAsync() => _server.Services.GetRequiredService<IDatabase>().ReadAsync(
        async connection => (await connection.QueryAsync<(long?, long, string?)>(
            "SELECT assigned_agent_id, rating, feedback_message FROM csat_survey_responses WHERE account_id = @AccountId ORDER BY id", new { _tenant.AccountId })).AsList(),
        CancellationToken.None);
}
