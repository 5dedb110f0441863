using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Surfaces.Application.Teams;

/// <summary>Gathers what is shown of teams beside conversations.</summary>
internal sealed class TeamView(IDatabase database)
{
    /// <summary>Those of some teams that are the account's, by id.</summary>
    public async Task<IReadOnlyDictionary<long, TeamResponse>> OfAsync(
        long accountId, IReadOnlyCollection<long> teamIds, long? userId, CancellationToken cancellationToken)
        => teamIds.Count == 0
            ? new Dictionary<long, TeamResponse>()
            : await database.ReadAsync(
                async connection => (await connection.QueryAsync<(long Id, string Name, string? Description, long AllowAutoAssign, long? Member)>(
                    """
                    SELECT t.id, t.name, t.description, t.allow_auto_assign, m.user_id
                    FROM teams t LEFT JOIN team_members m ON m.team_id = t.id AND m.user_id = @userId
                    WHERE t.account_id = @accountId AND t.id IN @teamIds
                    """,
                    new { accountId, teamIds, userId })).ToDictionary(
                        row => row.Id,
                        row => new TeamResponse(row.Id, row.Name, row.Description, row.AllowAutoAssign != 0, accountId, row.Member is not null)),
                cancellationToken);
}
