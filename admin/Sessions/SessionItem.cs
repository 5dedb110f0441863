namespace OneLink.Admin.Sessions;

/// <summary>A browser in which the person is signed in, as shown.</summary>
internal sealed record SessionItem(
    string Id, string UserAgent, string Network, bool Current, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt)
{
    public static SessionItem Of(Session session, string currentId) => new(
        session.Id,
        session.UserAgent,
        session.Network,
        string.Equals(session.Id, currentId, StringComparison.Ordinal),
        DateTimeOffset.FromUnixTimeMilliseconds(session.CreatedAt),
        DateTimeOffset.FromUnixTimeMilliseconds(session.LastSeenAt),
        DateTimeOffset.FromUnixTimeMilliseconds(session.ExpiresAt));
}
