using System.Threading.Channels;
using OneLink.Admin.Database;
using OneLink.Admin.Events;

namespace OneLink.Admin.Channels.Sending;

/// <summary>
/// Sends what is due through the providers, each inbox at its own pace, each conversation in order
/// (docs/decisions/0009-sending-through-providers.md):
/// 1. see which inboxes have something waiting, and room for it;
/// 2. take it, which keeps other processes off it, also when this one dies;
/// 3. what was found in doubt is held where the inbox wants that;
/// 4. send, part by part;
/// 5. note what came of it, together with what else has come back meanwhile.
/// </summary>
internal sealed partial class MessageSender(
    SendQueue queue,
    SendNotes notes,
    OutgoingMessages messages,
    ChannelConnectionRepository connections,
    IEnumerable<IChannelConnector> connectors,
    IDatabase database,
    ChannelTimes times,
    EventSignal signal,
    TimeProvider clock,
    ILogger<MessageSender> logger)
    : BackgroundService
{
    private const int MaxTogether = 128;
    private const int MaxNotedTogether = 256;
    private const int SandboxPerSecond = 1_000;

    /// <summary>Retries that have become due, an inbox's next second, and other processes' messages, raise no signal here.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly InboxPaces _paces = new(clock);
    private readonly HashSet<long> _runningConversations = [];
    private readonly Dictionary<string, IChannelConnector> _connectors = connectors.ToDictionary(connector => connector.Channel, StringComparer.Ordinal);
    private readonly Channel<Ended> _ended = Channel.CreateUnbounded<Ended>();
    private TaskCompletionSource _more = New();

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(Task.Run(() => SendAsync(stoppingToken), stoppingToken), Task.Run(() => NoteAsync(stoppingToken), stoppingToken));

    private async Task SendAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Taken before the looking, so that nothing is missed in between. Every message that is written raises an event.
                var (written, finished) = (signal.Next, Volatile.Read(ref _more).Task);
                if (await StartDueAsync(stoppingToken) == 0)
                {
                    await Task.WhenAny(written, finished, Task.Delay(Poll, clock, stoppingToken));
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that is away for a while must not end the sending.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFailed(exception);
                await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>How many attempts were begun.</returns>
    private async Task<int> StartDueAsync(CancellationToken cancellationToken)
    {
        // 1.
        var begun = 0;
        foreach (var inbox in await queue.InboxesAsync(cancellationToken))
        {
            var connector = ConnectorOf(inbox);
            var connection = inbox.IsSandbox != 0 ? null : await connections.FindAsync(inbox.InboxId, cancellationToken);
            if (connection?.PausedUntil > clock.GetUtcNow().ToUnixTimeMilliseconds())
            {
                continue;
            }

            var due = await AdmissibleAsync(inbox.InboxId, connection?.MessagesPerSecond ?? connector?.MessagesPerSecond ?? SandboxPerSecond, cancellationToken);
            if (due.Count == 0)
            {
                continue;
            }

            // 2.
            var taken = await queue.TakeAsync(due, times.Lease, cancellationToken);
            foreach (var send in taken)
            {
                Enter(send);
                _ = AttemptAsync(send, inbox.IsSandbox != 0, connector, connection, cancellationToken);
            }

            begun += taken.Count;
        }

        return begun;
    }

    private IChannelConnector? ConnectorOf(SendQueue.WaitingInbox inbox) => inbox.IsSandbox != 0 ? null : _connectors.GetValueOrDefault(inbox.Channel);

    private async Task<List<QueuedSend>> AdmissibleAsync(long inboxId, int messagesPerSecond, CancellationToken cancellationToken)
    {
        int room;
        HashSet<long> busy;
        lock (_lock)
        {
            room = Math.Min(_paces.RoomOf(inboxId, messagesPerSecond), MaxTogether - _runningConversations.Count);
            busy = [.. _runningConversations, .. _paces.Gaps()];
        }

        // Those that may not go now must not stand in the way of those that may.
        return room <= 0 ? [] : [.. (await queue.DueAsync(inboxId, room + busy.Count, cancellationToken)).Where(send => !busy.Contains(send.ConversationId)).Take(room)];
    }

    private async Task AttemptAsync(QueuedSend send, bool isSandbox, IChannelConnector? connector, ChannelConnection? connection, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Yield();
            var note = isSandbox ? await AcceptAllAsync(send, cancellationToken)
                : connector is null || connection is null ? Failed(send, SendOutcome.Refused("not_connected", "The inbox is not connected to its provider."))
                // 3.
                : send.IsInDoubt && connection.HoldsInDoubt ? scope => notes.HoldAsync(scope, send)
                // 4.
                : await SendPartsAsync(send, connector, connection, cancellationToken);
            await _ended.Writer.WriteAsync(new Ended(send, note, connector?.Gap ?? TimeSpan.Zero), CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process ends: the next one takes it up when the lease is over.
            Leave(send, TimeSpan.Zero);
        }
#pragma warning disable CA1031 // Whatever one message does must end neither it nor the others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogBroken(exception, send.Id);
            await _ended.Writer.WriteAsync(new Ended(send, Failed(send, SendOutcome.Later("internal", "The message could not be prepared.")), TimeSpan.Zero), CancellationToken.None);
        }
    }

    private async Task<Func<WriteScope, Task>> SendPartsAsync(QueuedSend send, IChannelConnector connector, ChannelConnection connection, CancellationToken cancellationToken)
    {
        if (await messages.FindAsync(send, cancellationToken) is not { IsDeleted: false } message)
        {
            return scope => SendQueue.FinishAsync(scope, send, QueuedSend.Failed, "deleted", clock.GetUtcNow().ToUnixTimeMilliseconds());
        }

        var parts = message.Parts(connector.TakesCaption);
        if (send.PartsSent > 0 && send.PartsSent >= parts.Count)
        {
            // A receipt has told of the last one.
            return scope => SendQueue.FinishAsync(scope, send, QueuedSend.Sent, errorCode: null, clock.GetUtcNow().ToUnixTimeMilliseconds());
        }

        if (Unsendable(message, parts) is { } refusal)
        {
            return Failed(send, refusal);
        }

        for (var part = (int)send.PartsSent; ; part++)
        {
            var isLast = part == parts.Count - 1;
            var outcome = await connector.SendAsync(connection, message, parts[part], DeliveryKeys.OfPart(send.DeliveryKey, part), cancellationToken);
            if (outcome.Result != SendResult.Accepted)
            {
                return Failed(send, outcome);
            }

            var sent = part + 1;
            if (isLast)
            {
                return scope => notes.AcceptAsync(scope, send, outcome.ProviderId, sent, isLast: true);
            }

            if (!await database.WriteAsync(scope => notes.AcceptAsync(scope, send, outcome.ProviderId, sent, isLast: false), CancellationToken.None))
            {
                // This process stood still for longer than its lease.
                return static _ => Task.CompletedTask;
            }
        }
    }

    private static SendOutcome? Unsendable(OutgoingMessage message, IReadOnlyList<OutgoingPart> parts)
        => message.To is null ? SendOutcome.Refused("no_address", "The inbox no longer knows the contact.")
            : message.IsOptedOut ? SendOutcome.Refused("opted_out", "The contact wants no messages here.")
            : parts.Count == 0 ? SendOutcome.Refused("empty", "There is nothing to send.")
            : null;

    /// <summary>A sandbox calls nobody and takes everything.</summary>
    private async Task<Func<WriteScope, Task>> AcceptAllAsync(QueuedSend send, CancellationToken cancellationToken)
        => await messages.FindAsync(send, cancellationToken) is { IsOptedOut: true }
            ? Failed(send, SendOutcome.Refused("opted_out", "The contact wants no messages here."))
            : scope => notes.AcceptAsync(scope, send, "sandbox." + send.DeliveryKey, 1, isLast: true);

    private Func<WriteScope, Task> Failed(QueuedSend send, SendOutcome outcome) => scope => notes.FailAsync(scope, send, outcome);

    /// <summary>5.</summary>
    private async Task NoteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _ended.Reader.WaitToReadAsync(stoppingToken))
            {
                await NoteSomeAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await NoteSomeAsync(stoppingToken);
        }
    }

    private async Task NoteSomeAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Ended>();
        while (batch.Count < MaxNotedTogether && _ended.Reader.TryRead(out var ended))
        {
            batch.Add(ended);
        }

        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            await WriteAsync(async scope =>
            {
                foreach (var ended in batch)
                {
                    await ended.Note(scope);
                }
            });
        }
#pragma warning disable CA1031 // What cannot be noted is in doubt when its lease is over.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception);
            await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        batch.ForEach(ended => Leave(ended.Send, ended.Gap));
        Interlocked.Exchange(ref _more, New()).TrySetResult();
    }

    private Task<bool> WriteAsync(Func<WriteScope, Task> work)
        => database.WriteAsync(
            async scope =>
            {
                await work(scope);
                return true;
            },
            CancellationToken.None);

    private void Enter(QueuedSend send)
    {
        lock (_lock)
        {
            _runningConversations.Add(send.ConversationId);
            _paces.Enter(send);
        }
    }

    private void Leave(QueuedSend send, TimeSpan gap)
    {
        lock (_lock)
        {
            _runningConversations.Remove(send.ConversationId);
            _paces.Leave(send, gap);
        }
    }

    /// <param name="Send">What was tried.</param>
    /// <param name="Note">Writes down what came of it.</param>
    /// <param name="Gap">Until the next message to the same person.</param>
    private sealed record Ended(QueuedSend Send, Func<WriteScope, Task> Note, TimeSpan Gap);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(EventId = 5401, Level = LogLevel.Error, Message = "Messages to providers could not be taken or noted; trying again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(EventId = 5402, Level = LogLevel.Error, Message = "The message of send {Id} could not be prepared")]
    private partial void LogBroken(Exception exception, long id);
}
