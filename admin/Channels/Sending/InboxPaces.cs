using OneLink.Admin.Limits;

namespace OneLink.Admin.Channels.Sending;

/// <summary>
/// How much each inbox may send now: a bucket that holds a second's worth, so many requests at a time, and a gap between two
/// messages to one person. Counted in this process; the provider's own word on the limits is kept in the database.
/// </summary>
internal sealed class InboxPaces(TimeProvider clock)
{
    /// <summary>Requests of an inbox under way: a provider that answers within 200 ms then takes 80 a second.</summary>
    private const int MaxOfInbox = 16;

    private readonly Dictionary<long, Pace> _paces = [];
    private readonly Dictionary<long, long> _gapOfConversation = [];

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>How many more may begin.</summary>
    public int RoomOf(long inboxId, int messagesPerSecond)
    {
        if (!_paces.TryGetValue(inboxId, out var pace))
        {
            pace = new Pace(new TokenBucket(clock, Second));
            _paces.Add(inboxId, pace);
        }

        pace.Bucket.Fill(messagesPerSecond);
        return Math.Min(MaxOfInbox - pace.Running, pace.Bucket.Level.Remaining);
    }

    public void Enter(QueuedSend send)
    {
        var pace = _paces[send.InboxId];
        pace.Bucket.Take();
        pace.Running++;
    }

    public void Leave(QueuedSend send, TimeSpan gap)
    {
        _paces[send.InboxId].Running--;
        if (gap > TimeSpan.Zero)
        {
            _gapOfConversation[send.ConversationId] = Now + (long)gap.TotalMilliseconds;
        }
    }

    /// <summary>Conversations to which nothing is sent just now.</summary>
    public IReadOnlySet<long> Gaps()
    {
        foreach (var (conversation, until) in _gapOfConversation)
        {
            if (until <= Now)
            {
                _gapOfConversation.Remove(conversation);
            }
        }

        return _gapOfConversation.Keys.ToHashSet();
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed class Pace(TokenBucket bucket)
    {
        public TokenBucket Bucket => bucket;

        public int Running { get; set; }
    }
}
