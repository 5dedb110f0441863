using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Conversations;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.AutoReplies;

/// <summary>What an inbox says by itself, on a clock that stands on Wednesday noon, 13 January 2027, UTC.</summary>
public sealed class AutoReplyTests : IAsyncLifetime
{
    private const string Away = "We are away";
    private const string Hello = "Welcome";
    private const string NineToFive = """ "working_hours_enabled":true,"out_of_office_message":"We are away" """;

    private readonly ManualClock _clock = new(new DateTimeOffset(2027, 1, 13, 12, 0, 0, TimeSpan.Zero));
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
    public async Task Greeting_AnswersTheFirstMessageOfAConversation_Once()
    {
        var inbox = await InboxAsync(""" "greeting_enabled":true,"greeting_message":"Welcome" """);
        using var visitor = new HttpClient { BaseAddress = _server.BaseAddress };
        var path = $"/public/api/v1/inboxes/{inbox.Identifier}/contacts";
        path += $"/{(await visitor.PostAsync(path, "{}")).Is(HttpStatusCode.OK).Body!.Text("source_id")}/conversations";
        var id = (await visitor.PostAsync(path, "{}")).Is(HttpStatusCode.OK).Body!.Number("id");

        (await visitor.PostAsync($"{path}/{id}/messages", """{"content":"One"}""")).Is(HttpStatusCode.OK);
        (await visitor.PostAsync($"{path}/{id}/messages", """{"content":"Two"}""")).Is(HttpStatusCode.OK);

        var seen = (await visitor.GetJsonAsync($"{path}/{id}/messages")).Body!.AsArray();
        Assert.Equal(["One", Hello, "Two"], seen.Select(message => message!.Text("content")));
        Assert.Equal(3, seen[1]!.Number("message_type"));
        Assert.Null(seen[1]!["sender"]);

        // The contact still waits for somebody.
        Assert.NotEqual(0, (await _admin.ShowAsync(_tenant, id)).Number("waiting_since"));
        Assert.Equal(0, (await _admin.ShowAsync(_tenant, id)).Number("first_reply_created_at"));
    }

    [Fact]
    public async Task Greeting_NamesWhomItGreets()
    {
        var inbox = await InboxAsync(""" "greeting_enabled":true,"greeting_message":"Hi {{contact.first_name}} {{ contact.last_name }} of {{inbox.name}}, #{{conversation.display_id}}{{agent.name}}{{no.such}} {{contact.email | default: 'no mail'}} {{contact.custom_attribute.plan|upcase}} `{{contact.name}}` {{ 1" """);
        var contact = await _admin.ContactAsync(_tenant, """{"name":"zoë marie ZIMMER","custom_attributes":{"plan":"gold"}}""");
        var conversation = (await _admin.PostAsync(_tenant, "/conversations", $$"""{"inbox_id":{{inbox.Id}},"contact_id":{{contact}}}""")).Is(HttpStatusCode.OK).Body!.Number("id");

        Assert.Equal(
            ["Hello", $"Hi Zoë Zimmer of {inbox.Name}, #{conversation} no mail GOLD `{{{{contact.name}}}}` {{{{ 1"], await SayAsync(conversation, "Hello"));

        (await _admin.SayAsync(_tenant, conversation, "{{agent.name}} for {{contact.name}}", "outgoing")).Is(HttpStatusCode.OK);
        Assert.Equal("{{contact.name}}", (await SayAsync(conversation, "{{contact.name}}"))[^1]);
        var said = (await _admin.GetAsync(_tenant, $"/conversations/{conversation}/messages")).Body!["payload"]!.AsArray().Select(message => message!.Text("content"));
        Assert.Contains($"{_admin.User.Name} for Zoë Marie Zimmer", said, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Greeting_IsNotForWhoHasBeenAnswered_NorForOtherMessages()
    {
        var inbox = await InboxAsync(""" "greeting_enabled":true,"greeting_message":"Welcome" """);
        var answered = await _admin.ConversationAsync(_tenant, inbox.Id, ""","message":{"content":"Can I help?"}""");
        Assert.Equal(["Can I help?", "Yes"], await SayAsync(answered, "Yes"));

        var silent = await InboxAsync(""" "greeting_enabled":false,"greeting_message":"Welcome" """);
        Assert.Equal(["Hi"], await SayAsync(await _admin.ConversationAsync(_tenant, silent.Id), "Hi"));

        // Of one who is blocked nothing is wanted to be heard.
        var blocked = await _admin.ConversationAsync(_tenant, inbox.Id);
        (await _admin.PostAsync(_tenant, $"/conversations/{blocked}/mute", "")).Is(HttpStatusCode.OK);
        Assert.Equal(["Hi"], await SayAsync(blocked, "Hi"));
    }

    [Fact]
    public async Task Greeting_AlsoAnswersAMessageThatBeginsAConversation()
    {
        var inbox = await InboxAsync(""" "greeting_enabled":true,"greeting_message":"Welcome" """);

        var id = await _admin.ConversationAsync(_tenant, inbox.Id, ""","message":{"content":"Hi","message_type":"incoming"}""");

        Assert.Equal(["Hi", Hello], await SaidAsync(id));
    }

    [Fact]
    public async Task OutOfOffice_IsSaidOnceADay_AndOnlyOutOfHours()
    {
        var inbox = await InboxAsync(NineToFive + ""","greeting_enabled":true,"greeting_message":"Welcome" """);
        var id = await _admin.ConversationAsync(_tenant, inbox.Id);
        _clock.Now += TimeSpan.FromHours(6);
        Assert.Equal(["Evening", Away], await SayAsync(id, "Evening"));
        Assert.Equal(["Evening", Away, "Anybody?"], await SayAsync(id, "Anybody?"));

        // Thursday at three in the night, then within hours, and after them again, when a word has been said that day already.
        _clock.Now += TimeSpan.FromHours(9);
        Assert.Equal(["Anybody?", "Night", Away], (await SayAsync(id, "Night"))[^3..]);
        _clock.Now += TimeSpan.FromHours(9);
        Assert.Equal(["Noon"], (await SayAsync(id, "Noon"))[^1..]);
        _clock.Now += TimeSpan.FromHours(6);
        Assert.Equal(["Evening again"], (await SayAsync(id, "Evening again"))[^1..]);
    }

    [Fact]
    public async Task OutOfOffice_DoesNotDisturbATalk()
    {
        var inbox = await InboxAsync(NineToFive);
        var id = await _admin.ConversationAsync(_tenant, inbox.Id);
        _clock.Now += TimeSpan.FromHours(5.5);
        (await _admin.SayAsync(_tenant, id, "Still here")).Is(HttpStatusCode.OK);
        _clock.Now += TimeSpan.FromMinutes(4);
        Assert.Equal(["Still here", "Good"], await SayAsync(id, "Good"));
        _clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(["Still here", "Good", "And?", Away], await SayAsync(id, "And?"));
    }

    [Fact]
    public async Task OutOfOffice_GoesByTheClockOfTheInbox()
    {
        // Noon of UTC is 21:00 in Tokyo, and 17:30 in Kolkata; there it closes at six.
        var days = string.Join(',', Enumerable.Range(0, 7).Select(day => $$"""{"day_of_week":{{day}},"open_hour":9,"open_minutes":0,"close_hour":18,"close_minutes":0}"""));
        var tokyo = await InboxAsync(NineToFive + $$""","timezone":"Asia/Tokyo","working_hours":[{{days}}]""");
        var kolkata = await InboxAsync(NineToFive + $$""","timezone":"Asia/Kolkata","working_hours":[{{days}}]""");

        Assert.Equal(["Hi", Away], await SayAsync(await _admin.ConversationAsync(_tenant, tokyo.Id), "Hi"));
        Assert.Equal(["Hi"], await SayAsync(await _admin.ConversationAsync(_tenant, kolkata.Id), "Hi"));
    }

    [Fact]
    public async Task EmailAddress_IsAskedForOnce_WhereItIsNotKnown()
    {
        var inbox = await InboxAsync(channel: InboxChannel.WebWidget);
        var id = await _admin.ConversationAsync(_tenant, inbox.Id);
        var conversation = (await _server.Services.GetRequiredService<ConversationRepository>().FindAsync(_tenant.AccountId, id, CancellationToken.None))!;
        foreach (var text in (string[])["Hi", "Hello?"])
        {
            var outcome = await _server.Services.GetRequiredService<MessageComposer>().ComposeAsync(
                _tenant.AccountId, conversation.Id, new MessageInput { MessageType = MessageType.Incoming, Content = text }, Author.System, CancellationToken.None);
            Assert.True(outcome.TryGet(out _));
        }

        Assert.Equal(["Hi", "Give the team a way to reach you.", "Get notified by email", "Hello?"], await SaidAsync(id));
        Assert.Equal("input_email", (await _admin.MessagesAsync(_tenant, id))[2].Text("content_type"));
    }

    [Fact]
    public async Task Message_IntoWhatIsResolved_IsRefused_WhereTheInboxSaysSo()
    {
        var inbox = await InboxAsync(""" "allow_messages_after_resolved":false """);
        var id = await _admin.ConversationAsync(_tenant, inbox.Id);
        await SayAsync(id, "Hi");
        (await _admin.PostAsync(_tenant, $"/conversations/{id}/toggle_status", """{"status":"resolved"}""")).Is(HttpStatusCode.OK);

        (await _admin.SayAsync(_tenant, id, "Again", "incoming")).Is(
            HttpStatusCode.UnprocessableEntity, """{"error":"Validation failed: Conversation is resolved and takes no more messages"}""");
        (await _admin.SayAsync(_tenant, id, "A word from us")).Is(HttpStatusCode.OK);
        Assert.Equal("resolved", (await _admin.ShowAsync(_tenant, id)).Text("status"));
    }

    private async Task<Inbox> InboxAsync(string settings = "", string channel = InboxChannel.Api)
    {
        var id = await _tenant.InboxAsync(channel);
        if (settings.Length > 0)
        {
            (await _admin.PatchAsync(_tenant, $"/inboxes/{id}", $$"""{{{settings}}}""")).Is(HttpStatusCode.OK);
        }

        return (await _server.Services.GetRequiredService<InboxRepository>().FindAsync(_tenant.AccountId, id, CancellationToken.None))!;
    }

    /// <summary>The contact writes; what is said in the conversation then.</summary>
    private async Task<List<string>> SayAsync(long conversation, string content)
    {
        (await _admin.SayAsync(_tenant, conversation, content, "incoming")).Is(HttpStatusCode.OK);
        return await SaidAsync(conversation);
    }

    private async Task<List<string>> SaidAsync(long conversation)
        => [.. (await _admin.MessagesAsync(_tenant, conversation)).Where(message => message.Number("message_type") != MessageType.Activity).Select(message => message.Text("content"))];
}
