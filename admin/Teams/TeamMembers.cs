using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Teams;

/// <summary>The rules by which people of an account come into its teams and leave them.</summary>
internal sealed class TeamMembers(IDatabase database, TimeProvider clock)
{
    public const int MaxAtOnce = 1_000;

    /// <summary>Brings people in; of those who are there already nothing changes.</summary>
    /// <returns>What is wrong, or null.</returns>
    public Task<RecordErrors?> AddAsync(Team team, IReadOnlyCollection<long> userIds, CancellationToken cancellationToken)
        => database.WriteAsync(scope => AddAsync(scope, team, userIds), cancellationToken);

    /// <summary>Makes these the team's people.</summary>
    /// <returns>What is wrong, or null.</returns>
    public Task<RecordErrors?> ReplaceAsync(Team team, IReadOnlyCollection<long> userIds, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                await scope.ExecuteAsync("DELETE FROM team_members WHERE team_id = @Id AND user_id NOT IN @userIds", new { team.Id, userIds });
                var errors = await AddAsync(scope, team, userIds);
                if (errors is not null)
                {
                    scope.Rollback();
                }

                return errors;
            },
            cancellationToken);

    public Task<int> RemoveAsync(Team team, IReadOnlyCollection<long> userIds, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => scope.ExecuteAsync("DELETE FROM team_members WHERE team_id = @Id AND user_id IN @userIds", new { team.Id, userIds }), cancellationToken);

    private async Task<RecordErrors?> AddAsync(WriteScope scope, Team team, IReadOnlyCollection<long> userIds)
    {
        var known = (await scope.QueryAsync<long>(
            "SELECT user_id FROM account_users WHERE account_id = @AccountId AND user_id IN @userIds", new { team.AccountId, userIds })).ToHashSet();
        if (!userIds.All(known.Contains) || await TeamRepository.FindAsync(scope, team.AccountId, team.Id) is null)
        {
            var errors = new RecordErrors();
            errors.MustExist(userIds.All(known.Contains) ? "team" : "user");
            return errors;
        }

        var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var userId in userIds)
        {
            await scope.ExecuteAsync(
                """
                INSERT INTO team_members (team_id, user_id, account_id, created_at) VALUES (@Id, @userId, @AccountId, @at)
                ON CONFLICT (team_id, user_id) DO NOTHING
                """,
                new { team.Id, userId, team.AccountId, at });
        }

        return null;
    }
}
