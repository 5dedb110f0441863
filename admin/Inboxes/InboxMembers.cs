using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Inboxes;

/// <summary>The rules by which people come to work in inboxes.</summary>
internal sealed class InboxMembers(IDatabase database, TimeProvider clock)
{
    /// <summary>Ids of the people who work in the inbox.</summary>
    public Task<List<long>> OfAsync(long accountId, long inboxId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<long>(
                "SELECT user_id FROM inbox_members WHERE inbox_id = @inboxId AND account_id = @accountId ORDER BY user_id", new { accountId, inboxId })).AsList(),
            cancellationToken);

    /// <summary>Brings people in; those who are in stay.</summary>
    /// <returns>Nothing where somebody is not of the account: then nobody is brought in.</returns>
    public Task<RecordOutcome<Inbox>> AddAsync(Inbox inbox, IReadOnlyCollection<long> userIds, CancellationToken cancellationToken)
        => WriteAsync(inbox, userIds, scope => Task.FromResult(0), cancellationToken);

    /// <summary>As <see cref="AddAsync"/>, and everybody else goes.</summary>
    public Task<RecordOutcome<Inbox>> ReplaceAsync(Inbox inbox, IReadOnlyCollection<long> userIds, CancellationToken cancellationToken)
        => WriteAsync(
            inbox,
            userIds,
            scope => scope.ExecuteAsync(
                "DELETE FROM inbox_members WHERE inbox_id = @inboxId AND account_id = @AccountId AND user_id NOT IN @userIds",
                new { inboxId = inbox.Id, inbox.AccountId, userIds }),
            cancellationToken);

    /// <summary>Takes people out; those who are not in are passed over.</summary>
    public Task<int> RemoveAsync(Inbox inbox, IReadOnlyCollection<long> userIds, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => scope.ExecuteAsync(
                "DELETE FROM inbox_members WHERE inbox_id = @inboxId AND account_id = @AccountId AND user_id IN @userIds",
                new { inboxId = inbox.Id, inbox.AccountId, userIds }),
            cancellationToken);

    private Task<RecordOutcome<Inbox>> WriteAsync(
        Inbox inbox, IReadOnlyCollection<long> userIds, Func<WriteScope, Task<int>> before, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var known = await scope.ScalarAsync<long>(
                    "SELECT COUNT(*) FROM account_users WHERE account_id = @AccountId AND user_id IN @userIds", new { inbox.AccountId, userIds });
                if (known != userIds.Distinct().Count())
                {
                    var errors = new RecordErrors();
                    errors.MustExist("user_id");
                    return new RecordOutcome<Inbox>(errors);
                }

                await before(scope);
                var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
                foreach (var userId in userIds)
                {
                    await InboxRepository.AddMemberAsync(scope, inbox.AccountId, inbox.Id, userId, at);
                }

                return new RecordOutcome<Inbox>(inbox);
            },
            cancellationToken);
}
