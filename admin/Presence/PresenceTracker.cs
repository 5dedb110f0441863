using System.Collections.Concurrent;
using OneLink.Admin.Accounts;

namespace OneLink.Admin.Presence;

/// <summary>Who is there now: people and contacts whose realtime connection has spoken of late.</summary>
internal sealed class PresenceTracker(TimeProvider clock)
{
    /// <summary>How long a person counts as there after the last sign.</summary>
    private static readonly TimeSpan UserSpan = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan ContactSpan = TimeSpan.FromSeconds(90);

    /// <summary>Until when, in UTC ticks.</summary>
    private readonly ConcurrentDictionary<(long AccountId, long UserId), long> _users = new();

    private readonly ConcurrentDictionary<(long AccountId, long ContactId), long> _contacts = new();

    private Action<PresenceSign>? _seen;

    /// <param name="listener">Hears of whom this process sees, from now on: must be quick and must not throw.</param>
    public void WhenSeen(Action<PresenceSign> listener) => _seen += listener;

    public void SawUser(long accountId, long userId) => See(new PresenceSign(IsContact: false, accountId, userId, clock.GetUtcNow() + UserSpan));

    public void SawContact(long accountId, long contactId) => See(new PresenceSign(IsContact: true, accountId, contactId, clock.GetUtcNow() + ContactSpan));

    /// <summary>Somebody was seen by another process.</summary>
    public void Hear(PresenceSign sign)
        => (sign.IsContact ? _contacts : _users).AddOrUpdate((sign.AccountId, sign.Id), sign.Until.UtcTicks, (_, known) => Math.Max(known, sign.Until.UtcTicks));

    public bool IsUserOnline(long accountId, long userId) => IsOnline(_users, (accountId, userId));

    public bool IsContactOnline(long accountId, long contactId) => IsOnline(_contacts, (accountId, contactId));

    /// <summary>What others see of a person: what was said, unless he has gone and is to be shown as gone then.</summary>
    public string StatusOf(Membership membership)
        => membership.IsAutoOffline == 0 || IsUserOnline(membership.AccountId, membership.UserId) ? membership.Availability : Availability.Offline;

    public IReadOnlyList<long> OnlineUsers(long accountId) => Online(_users, accountId);

    public IReadOnlyList<long> OnlineContacts(long accountId) => Online(_contacts, accountId);

    private void See(PresenceSign sign)
    {
        Hear(sign);
        _seen?.Invoke(sign);
    }

    private bool IsOnline(ConcurrentDictionary<(long AccountId, long Id), long> seen, (long AccountId, long Id) key)
        => seen.TryGetValue(key, out var until) && (until > clock.GetUtcNow().UtcTicks || Forget(seen, key, until));

    private List<long> Online(ConcurrentDictionary<(long AccountId, long Id), long> seen, long accountId)
        => [.. seen.Keys.Where(key => key.AccountId == accountId && IsOnline(seen, key)).Select(key => key.Id).Order()];

    /// <summary>Drops who has gone, unless seen again meanwhile.</summary>
    private static bool Forget(ConcurrentDictionary<(long AccountId, long Id), long> seen, (long AccountId, long Id) key, long until)
    {
        seen.TryRemove(KeyValuePair.Create(key, until));
        return false;
    }
}
