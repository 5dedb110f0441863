using System.Text.Json.Nodes;
using System.Threading.Channels;
using OneLink.Admin.Conversations;
using OneLink.Admin.Events;
using OneLink.Admin.Realtime;
using OneLink.Admin.Surfaces.Application.Push;

namespace OneLink.Admin.Surfaces.Cable;

/// <summary>Tells who types, but not to whoever types. Where more is typed than can be told, the newest counts.</summary>
internal sealed partial class TypingBroadcasts(TypingSignal typing, RealtimeHub hub, ConversationPush push, PerformerJson performers, ILogger<TypingBroadcasts> logger)
    : BackgroundService
{
    private const int MaxWaiting = 256;

    private readonly Channel<TypingChange> _changes = Channel.CreateBounded<TypingChange>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listening = typing.Listen(change => _changes.Writer.TryWrite(change));
        try
        {
            await foreach (var change in _changes.Reader.ReadAllAsync(stoppingToken))
            {
                await TryTellAsync(change, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task TryTellAsync(TypingChange change, CancellationToken cancellationToken)
    {
        try
        {
            if (hub.HasListeners(change.AccountId) && await push.ConversationAsync(change.AccountId, change.ConversationId, cancellationToken) is { } pushed)
            {
                await TellAsync(change, pushed, cancellationToken);
            }
        }
#pragma warning disable CA1031 // Out of date before it could be tried again.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(exception);
        }
    }

    private async Task TellAsync(TypingChange change, PushedConversation pushed, CancellationToken cancellationToken)
    {
        var name = change.IsTyping ? "conversation.typing_on" : "conversation.typing_off";
        var who = new JsonObject();
        await performers.AddAsync(who, change.Performer, cancellationToken);
        var typist = who["performer"] ?? pushed.Data["meta"]!["sender"];
        var isContact = change.Performer.Kind is Performer.Contact;
        var people = Audience.OfInbox(pushed.Conversation.InboxId) with
        {
            Except = change.Performer.Kind is Performer.User ? new PersonListener(change.AccountId, change.Performer.Id) : null,
        };
        var broadcasts = new List<Broadcast> { Of(pushed.Data, people) };
        if (!isContact && !change.IsPrivate)
        {
            broadcasts.Add(Of(pushed.ForContact(), Audience.OfContacts(pushed.ContactInboxIds)));
        }

        await hub.TellAsync(change.AccountId, broadcasts, cancellationToken);

        Broadcast Of(JsonObject conversation, Audience audience) => new(
            change.AccountId,
            name,
            new JsonObject
            {
                ["conversation"] = conversation.DeepClone(),
                ["user"] = typist?.DeepClone(),
                ["is_private"] = change.IsPrivate,
                ["account_id"] = change.AccountId,
            },
            audience);
    }

    [LoggerMessage(EventId = 5103, Level = LogLevel.Error, Message = "Who types could not be told")]
    private partial void LogFailed(Exception exception);
}
