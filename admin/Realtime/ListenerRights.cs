using Dapper;
using OneLink.Admin.Accounts;
using OneLink.Admin.Database;

namespace OneLink.Admin.Realtime;

/// <summary>What the listeners of an account may hear, as it is now: read for each event anew, so that a right that is taken is gone.</summary>
internal sealed class ListenerRights
{
    private readonly Dictionary<long, string> _roles;
    private readonly HashSet<(long InboxId, long UserId)> _members;
    private readonly HashSet<long> _contactInboxes;

    private ListenerRights(Dictionary<long, string> roles, HashSet<(long, long)> members, HashSet<long> contactInboxes)
    {
        _roles = roles;
        _members = members;
        _contactInboxes = contactInboxes;
    }

    /// <param name="database">Holds them.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="listeners">Those who listen in it.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    public static Task<ListenerRights> ReadAsync(IDatabase database, long accountId, IReadOnlyCollection<Listener> listeners, CancellationToken cancellationToken)
    {
        var users = listeners.OfType<PersonListener>().Select(person => person.UserId).Distinct().ToList();
        var contacts = listeners.OfType<ContactListener>().Select(contact => contact.ContactInboxId).Distinct().ToList();
        return database.ReadAsync(
            async connection =>
            {
                // A suspended or deleted account has no one left who may listen.
                var roles = await connection.QueryAsync<(long UserId, string Role)>(
                    """
                    SELECT m.user_id, m.role FROM account_users m JOIN accounts a ON a.id = m.account_id
                    WHERE m.account_id = @accountId AND m.user_id IN @users AND a.status = 'active' AND a.deleted_at IS NULL
                    """,
                    new { accountId, users });
                var members = await connection.QueryAsync<(long InboxId, long UserId)>(
                    "SELECT inbox_id, user_id FROM inbox_members WHERE account_id = @accountId AND user_id IN @users", new { accountId, users });
                var contactInboxes = await connection.QueryAsync<long>(
                    """
                    SELECT c.id FROM contact_inboxes c JOIN accounts a ON a.id = c.account_id JOIN inboxes i ON i.id = c.inbox_id
                    WHERE +c.account_id = @accountId AND c.id IN @contacts AND a.status = 'active' AND a.deleted_at IS NULL AND i.deleted_at IS NULL
                    """,
                    new { accountId, contacts });
                return new ListenerRights(roles.ToDictionary(row => row.UserId, row => row.Role), [.. members], [.. contactInboxes]);
            },
            cancellationToken);
    }

    /// <summary>Whether the listener may be there at all.</summary>
    public bool Admits(Listener listener) => listener switch
    {
        PersonListener person => _roles.ContainsKey(person.UserId),
        ContactListener contact => _contactInboxes.Contains(contact.ContactInboxId),
        _ => false,
    };

    /// <summary>Whether a listener who is admitted is among an audience.</summary>
    public bool Includes(Audience audience, Listener listener) => audience.Except != listener && listener switch
    {
        PersonListener person => audience.HasPeople
            && (audience.UserId is not { } userId || person.UserId == userId)
            && (audience.InboxId is not { } inbox || MayUse(person, inbox)),
        ContactListener contact => audience.ContactInboxIds.Contains(contact.ContactInboxId),
        _ => false,
    };

    private bool MayUse(PersonListener person, long inboxId)
        => string.Equals(_roles.GetValueOrDefault(person.UserId), AccountRole.Administrator, StringComparison.Ordinal)
            || _members.Contains((inboxId, person.UserId));
}
