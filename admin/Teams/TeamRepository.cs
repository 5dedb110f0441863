using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Teams;

internal sealed class TeamRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, name AS Name, description AS Description, allow_auto_assign AS AutoAssigns,
        created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    public Task<List<Team>> OfAccountAsync(long accountId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Team>(
                $"SELECT {Columns} FROM teams WHERE account_id = @accountId ORDER BY id", new { accountId })).AsList(),
            cancellationToken);

    public Task<Team?> FindAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Team>(
                $"SELECT {Columns} FROM teams WHERE account_id = @accountId AND id = @id", new { accountId, id }),
            cancellationToken);

    public static Task<Team?> FindAsync(WriteScope scope, long accountId, long id)
        => scope.FirstOrDefaultAsync<Team>($"SELECT {Columns} FROM teams WHERE account_id = @accountId AND id = @id", new { accountId, id });

    public static async Task<bool> IsTakenAsync(WriteScope scope, Team team)
        => await scope.FirstOrDefaultAsync<long?>("SELECT id FROM teams WHERE account_id = @AccountId AND name = @Name AND id <> @Id", team) is not null;

    public static Task<long> InsertAsync(WriteScope scope, Team team)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO teams (account_id, name, description, allow_auto_assign, created_at, updated_at)
            VALUES (@AccountId, @Name, @Description, @AutoAssigns, @CreatedAt, @UpdatedAt) RETURNING id
            """,
            team);

    public static Task<int> UpdateAsync(WriteScope scope, Team team)
        => scope.ExecuteAsync(
            """
            UPDATE teams SET name = @Name, description = @Description, allow_auto_assign = @AutoAssigns, updated_at = @UpdatedAt
            WHERE account_id = @AccountId AND id = @Id
            """,
            team);

    public static Task<int> DeleteAsync(WriteScope scope, Team team) => scope.ExecuteAsync("DELETE FROM teams WHERE account_id = @AccountId AND id = @Id", team);

    /// <summary>The teams of the account that the person is in.</summary>
    public Task<HashSet<long>> OfMemberAsync(long accountId, long userId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<long>(
                "SELECT team_id FROM team_members WHERE account_id = @accountId AND user_id = @userId", new { accountId, userId })).ToHashSet(),
            cancellationToken);

    /// <summary>Ids of the people in a team, who came first first.</summary>
    public Task<List<long>> MembersAsync(Team team, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<long>(
                "SELECT user_id FROM team_members WHERE team_id = @Id AND account_id = @AccountId ORDER BY created_at, user_id", team)).AsList(),
            cancellationToken);
}
