using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Users;

namespace OneLink.Admin.Accounts;

internal sealed class MembershipRepository(IDatabase database)
{
    public const string Columns = """
        m.id AS Id, m.account_id AS AccountId, m.user_id AS UserId, m.role AS Role, m.inviter_id AS InviterId,
        m.availability AS Availability, m.auto_offline AS IsAutoOffline, m.active_at AS ActiveAt,
        m.created_at AS CreatedAt, m.updated_at AS UpdatedAt
        """;

    public Task<Membership?> FindAsync(long accountId, long userId, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Membership>(
                $"SELECT {Columns} FROM account_users m WHERE m.account_id = @accountId AND m.user_id = @userId", new { accountId, userId }),
            cancellationToken);

    public static Task<Membership?> FindAsync(WriteScope scope, long accountId, long userId)
        => scope.FirstOrDefaultAsync<Membership>(
            $"SELECT {Columns} FROM account_users m WHERE m.account_id = @accountId AND m.user_id = @userId", new { accountId, userId });

    /// <summary>The people who work in an inbox, whose turn it is first.</summary>
    public static async Task<List<Membership>> InTurnAsync(WriteScope scope, long accountId, long inboxId)
        => (await scope.QueryAsync<Membership>(
            $"""
            SELECT {Columns} FROM inbox_members i JOIN account_users m ON m.account_id = i.account_id AND m.user_id = i.user_id
            WHERE i.inbox_id = @inboxId AND i.account_id = @accountId ORDER BY i.turn, i.user_id
            """,
            new { accountId, inboxId })).AsList();

    /// <summary>The places of a person in accounts.</summary>
    public static async Task<List<Membership>> OfUserAsync(WriteScope scope, long userId)
        => (await scope.QueryAsync<Membership>($"SELECT {Columns} FROM account_users m WHERE m.user_id = @userId ORDER BY m.id", new { userId })).AsList();

    public static Task<long> CountAsync(WriteScope scope, long accountId)
        => scope.ScalarAsync<long>("SELECT COUNT(*) FROM account_users WHERE account_id = @accountId", new { accountId });

    /// <summary>The accounts of a person, the one last worked in first.</summary>
    public Task<List<(Membership Membership, Account Account)>> OfUserAsync(long userId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Membership, Account, (Membership, Account)>(
                $"""
                SELECT {Columns}, a.id AS Id, a.name AS Name, a.status AS Status, a.created_at AS CreatedAt, a.updated_at AS UpdatedAt
                FROM account_users m JOIN accounts a ON a.id = m.account_id
                WHERE m.user_id = @userId AND a.deleted_at IS NULL
                ORDER BY COALESCE(m.active_at, 0) DESC, m.id
                """,
                static (membership, account) => (membership, account),
                new { userId },
                splitOn: "Id")).AsList(),
            cancellationToken);

    /// <summary>The people of an account, by name.</summary>
    public Task<List<(Membership Membership, User User)>> OfAccountAsync(long accountId, CancellationToken cancellationToken)
        => PeopleAsync("m.account_id = @accountId", new { accountId }, cancellationToken);

    /// <summary>Those of some people who are in the account.</summary>
    public Task<List<(Membership Membership, User User)>> OfUsersAsync(long accountId, IReadOnlyCollection<long> userIds, CancellationToken cancellationToken)
        => userIds.Count == 0
            ? Task.FromResult(new List<(Membership, User)>())
            : PeopleAsync("m.account_id = @accountId AND m.user_id IN @userIds", new { accountId, userIds }, cancellationToken);

    private Task<List<(Membership Membership, User User)>> PeopleAsync(string where, object parameters, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Membership, User, (Membership, User)>(
                $"""
                SELECT {Columns}, u.id AS Id, u.email AS Email, u.name AS Name, u.display_name AS DisplayName, u.pubsub_token AS PubsubToken,
                       u.custom_attributes AS CustomAttributes, u.avatar_file_id AS AvatarFileId, u.avatar_url AS AvatarUrl, u.confirmed_at AS ConfirmedAt,
                       u.created_at AS CreatedAt, u.updated_at AS UpdatedAt
                FROM account_users m JOIN users u ON u.id = m.user_id
                WHERE {where} ORDER BY lower(u.name), m.id
                """,
                static (membership, user) => (membership, user),
                parameters,
                splitOn: "Id")).AsList(),
            cancellationToken);

    /// <summary>Adds the person or changes the role that the person has.</summary>
    public static Task<Membership> UpsertAsync(WriteScope scope, long accountId, long userId, string role, long? inviterId, long at)
        => scope.ScalarAsync<Membership>(
            """
            INSERT INTO account_users (account_id, user_id, role, inviter_id, created_at, updated_at)
            VALUES (@accountId, @userId, @role, @inviterId, @at, @at)
            ON CONFLICT (account_id, user_id) DO UPDATE SET role = excluded.role, updated_at = excluded.updated_at
            RETURNING id AS Id, account_id AS AccountId, user_id AS UserId, role AS Role, inviter_id AS InviterId,
                      availability AS Availability, auto_offline AS IsAutoOffline, active_at AS ActiveAt,
                      created_at AS CreatedAt, updated_at AS UpdatedAt
            """,
            new { accountId, userId, role, inviterId, at });

    /// <summary>Stores a new place in an account; its id is what is returned.</summary>
    public static Task<long> InsertAsync(WriteScope scope, Membership membership)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO account_users (account_id, user_id, role, inviter_id, availability, auto_offline, active_at, created_at, updated_at)
            VALUES (@AccountId, @UserId, @Role, @InviterId, @Availability, @IsAutoOffline, @ActiveAt, @CreatedAt, @UpdatedAt)
            RETURNING id
            """,
            membership);

    public static Task<int> UpdateAsync(WriteScope scope, Membership membership)
        => scope.ExecuteAsync(
            """
            UPDATE account_users SET role = @Role, availability = @Availability, auto_offline = @IsAutoOffline, active_at = @ActiveAt,
                                     updated_at = @UpdatedAt
            WHERE id = @Id
            """,
            membership);
}
