using OneLink.Admin.Access;
using OneLink.Admin.Accounts.Removal;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Accounts;

/// <summary>The rules by which accounts are made, changed and removed, whichever face asks.</summary>
internal sealed class AccountChanges(IDatabase database, AuditLog audit, TimeProvider clock)
{
    /// <summary>Makes an account inside the caller's transaction.</summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="input">What it is to be.</param>
    /// <param name="actor">Who asks, once the account has an id.</param>
    public async Task<RecordOutcome<Account>> CreateAsync(WriteScope scope, AccountInput input, Func<long, Actor> actor)
    {
        var errors = new RecordErrors();
        var at = Now;
        var account = input.ApplyTo(new Account { Id = 0, Name = "", CreatedAt = at, UpdatedAt = at }, at, errors);
        if (errors.Any)
        {
            return new RecordOutcome<Account>(errors);
        }

        account = account with { Id = await AccountRepository.InsertAsync(scope, account) };
        await audit.WriteAsync(scope, actor(account.Id), AccountAudit.Created(account));
        return new RecordOutcome<Account>(account);
    }

    public Task<RecordOutcome<Account>> UpdateAsync(Actor actor, AccountInput input, Performer? performer, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await AccountRepository.FindAsync(scope, actor.AccountId) is not { } before)
                {
                    return RecordOutcome<Account>.NotThere;
                }

                var errors = new RecordErrors();
                var after = input.ApplyTo(before, Now, errors);
                if (errors.Any)
                {
                    return new RecordOutcome<Account>(errors);
                }

                await AccountRepository.UpdateAsync(scope, after);
                if (AccountAudit.Updated(before, after) is { Changes.Count: > 0 } entry)
                {
                    await audit.WriteAsync(scope, actor, entry);
                    scope.Raise(AccountEvents.Updated(before, after, performer));
                }

                return new RecordOutcome<Account>(after);
            },
            cancellationToken);

    /// <summary>Puts an account out of everybody's reach; its rows are removed later (<see cref="AccountRemoval"/>).</summary>
    /// <returns>False where it was not there.</returns>
    public Task<bool> DeleteAsync(long accountId, CancellationToken cancellationToken)
        => database.WriteAsync(scope => AccountRemoval.BeginAsync(scope, accountId, Now), cancellationToken);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
