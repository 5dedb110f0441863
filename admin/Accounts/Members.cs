using OneLink.Admin.Access;
using OneLink.Admin.Accounts.Removal;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;
using OneLink.Admin.Users;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Accounts;

/// <summary>The rules by which people come into accounts, change there and go. All inside the caller's transaction.</summary>
internal sealed class Members(AuditLog audit, TimeProvider clock)
{
    /// <summary>Brings a person in, or changes what the person is there.</summary>
    public async Task<RecordOutcome<Membership>> PutAsync(WriteScope scope, Actor actor, long userId, MemberInput input, long? inviterId)
    {
        var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (await UserRepository.FindAsync(scope, userId) is null)
        {
            var errors = new RecordErrors();
            errors.MustExist("user");
            return new RecordOutcome<Membership>(errors);
        }

        return await MembershipRepository.FindAsync(scope, actor.AccountId, userId) is { } before
            ? await ChangeAsync(scope, actor, before, input, at)
            : await AddAsync(scope, actor, userId, input, inviterId, at);
    }

    /// <summary>Changes what a person is in the account.</summary>
    public async Task<RecordOutcome<Membership>> UpdateAsync(WriteScope scope, Actor actor, long userId, MemberInput input)
        => await MembershipRepository.FindAsync(scope, actor.AccountId, userId) is { } before
            ? await ChangeAsync(scope, actor, before, input, clock.GetUtcNow().ToUnixTimeMilliseconds())
            : RecordOutcome<Membership>.NotThere;

    /// <summary>Takes a person out, with the teams, inboxes and conversations that the person has there.</summary>
    /// <returns>False where the person is not in the account.</returns>
    public async Task<bool> RemoveAsync(WriteScope scope, Actor actor, long userId)
    {
        if (await MembershipRepository.FindAsync(scope, actor.AccountId, userId) is not { } membership)
        {
            return false;
        }

        await MemberRemoval.BeginAsync(scope, membership, clock.GetUtcNow().ToUnixTimeMilliseconds());
        await audit.WriteAsync(scope, actor, AccountAudit.MemberRemoved(membership));
        return true;
    }

    private async Task<RecordOutcome<Membership>> AddAsync(WriteScope scope, Actor actor, long userId, MemberInput input, long? inviterId, long at)
    {
        var errors = new RecordErrors();
        var membership = input.ApplyTo(
            new Membership { Id = 0, AccountId = actor.AccountId, UserId = userId, Role = AccountRole.Agent, InviterId = inviterId, CreatedAt = at, UpdatedAt = at },
            at,
            errors);
        if (errors.Any)
        {
            return new RecordOutcome<Membership>(errors);
        }

        membership = membership with { Id = await MembershipRepository.InsertAsync(scope, membership) };

        // Who was there before and comes back keeps what was not taken away yet.
        await MemberRemoval.CancelAsync(scope, membership);
        await audit.WriteAsync(scope, actor, AccountAudit.MemberAdded(membership));
        return new RecordOutcome<Membership>(membership);
    }

    private async Task<RecordOutcome<Membership>> ChangeAsync(WriteScope scope, Actor actor, Membership before, MemberInput input, long at)
    {
        var errors = new RecordErrors();
        var after = input.ApplyTo(before, at, errors);
        if (errors.Any)
        {
            return new RecordOutcome<Membership>(errors);
        }

        await MembershipRepository.UpdateAsync(scope, after);
        if (AccountAudit.MemberUpdated(before, after) is { Changes.Count: > 0 } entry)
        {
            await audit.WriteAsync(scope, actor, entry);
        }

        return new RecordOutcome<Membership>(after);
    }
}
