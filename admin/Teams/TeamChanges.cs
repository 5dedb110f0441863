using System.Text.Json.Nodes;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Teams;

/// <summary>The rules by which an account's teams are made, changed and removed.</summary>
internal sealed class TeamChanges(IDatabase database, TimeProvider clock)
{
    /// <summary>Conversations in one transaction.</summary>
    private const int PieceSize = 500;

    public Task<RecordOutcome<Team>> CreateAsync(long accountId, TeamInput input, CancellationToken cancellationToken)
        => database.CreateCheckedAsync(
            () =>
            {
                var at = Now;
                return input.ApplyTo(new Team { Id = 0, AccountId = accountId, CreatedAt = at, UpdatedAt = at }, at);
            },
            CheckAsync,
            static async (scope, team) => team with { Id = await TeamRepository.InsertAsync(scope, team) },
            cancellationToken);

    public Task<RecordOutcome<Team>> UpdateAsync(long accountId, long id, TeamInput input, CancellationToken cancellationToken)
        => database.UpdateCheckedAsync(
            scope => TeamRepository.FindAsync(scope, accountId, id),
            before => input.ApplyTo(before, Now),
            CheckAsync,
            static (scope, _, after) => TeamRepository.UpdateAsync(scope, after),
            cancellationToken);

    /// <summary>Removes a team; its conversations are without one then, in pieces that do not hold up writers.</summary>
    /// <returns>False where it was not there.</returns>
    public async Task<bool> DeleteAsync(long accountId, long id, Performer? performer, CancellationToken cancellationToken)
    {
        while (await database.WriteAsync(scope => ReleaseAsync(scope, accountId, id, performer), cancellationToken) == PieceSize)
        {
            // The next piece.
        }

        return await database.WriteAsync(
            async scope =>
            {
                if (await TeamRepository.FindAsync(scope, accountId, id) is not { } team)
                {
                    return false;
                }

                await ReleaseAsync(scope, accountId, id, performer);
                return await TeamRepository.DeleteAsync(scope, team) == 1;
            },
            cancellationToken);
    }

    private async Task<int> ReleaseAsync(WriteScope scope, long accountId, long id, Performer? performer)
    {
        var conversations = (await scope.QueryAsync<long>(
            "SELECT id FROM conversations WHERE team_id = @id AND account_id = @accountId LIMIT @limit", new { id, accountId, limit = PieceSize })).AsList();
        if (conversations.Count > 0)
        {
            await scope.ExecuteAsync("UPDATE conversations SET team_id = NULL, updated_at = @at WHERE id IN @conversations", new { conversations, at = Now });
        }

        foreach (var conversation in conversations)
        {
            scope.Raise(new DomainEvent(EventNames.ConversationUpdated, accountId, conversation)
            {
                ChangedAttributes = new AttributeChanges().Add("team_id", JsonValue.Create(id), current: null),
                Performer = performer,
            });
        }

        return conversations.Count;
    }

    private static async Task<RecordErrors> CheckAsync(WriteScope scope, Team team)
    {
        var errors = new RecordErrors();
        if (team.Name.Length == 0)
        {
            errors.Add("name", RecordErrorCode.Blank, "must not be blank");
        }

        TextRules.Length(errors, "name", team.Name);
        TextRules.Length(errors, "description", team.Description, TextRules.TextLength);
        if (await TeamRepository.IsTakenAsync(scope, team))
        {
            errors.Taken("name");
        }

        return errors;
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
