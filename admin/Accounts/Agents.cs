using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Users;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Accounts;

/// <summary>The rules by which administrators bring people into their account, change them there and take them out.</summary>
internal sealed class Agents(IDatabase database, Members members, UserChanges users, TimeProvider clock)
{
    public const int MaxAtOnce = 1_000;

    /// <summary>Brings in whoever has the e-mail address, or somebody new.</summary>
    public Task<RecordOutcome<Membership>> InviteAsync(
        Account account, Actor actor, long inviterId, string? name, string? email, MemberInput input, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await FullAsync(scope, account, wanted: 1) is { } full)
                {
                    return new RecordOutcome<Membership>(full);
                }

                var invited = await InviteAsync(scope, actor, inviterId, name, email, input);
                if (invited.Errors is not null)
                {
                    // A person who was made for the place does not stay without it.
                    scope.Rollback();
                }

                return invited;
            },
            cancellationToken);

    /// <summary>Brings in everybody who can be; the others are passed over.</summary>
    /// <returns>Null, or why nobody was.</returns>
    public Task<RecordErrors?> InviteAllAsync(Account account, Actor actor, long inviterId, IReadOnlyCollection<string> emails, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await FullAsync(scope, account, emails.Count) is { } full)
                {
                    return full;
                }

                foreach (var email in emails)
                {
                    await InviteAsync(scope, actor, inviterId, name: null, email, new MemberInput());
                }

                return null;
            },
            cancellationToken);

    /// <summary>
    /// Changes what a person is here. A new name is a person's own, and other accounts see it too: it is taken only for one
    /// who is in no other account.
    /// </summary>
    public Task<RecordOutcome<Membership>> ChangeAsync(Actor actor, long userId, string? name, MemberInput input, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var changed = await members.UpdateAsync(scope, actor, userId, input);
                if (changed.TryGet(out _) && !string.IsNullOrWhiteSpace(name) && await RenameAsync(scope, userId, name.Trim()) is { } errors)
                {
                    scope.Rollback();
                    return new RecordOutcome<Membership>(errors);
                }

                return changed;
            },
            cancellationToken);

    /// <summary>
    /// Takes a person out. One who is in no account then is deleted, unless a platform app looks after him, or he looks after
    /// the installation.
    /// </summary>
    /// <returns>False where he is not in the account.</returns>
    public Task<bool> RemoveAsync(Actor actor, long userId, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (!await members.RemoveAsync(scope, actor, userId))
                {
                    return false;
                }

                if ((await MembershipRepository.OfUserAsync(scope, userId)).Count == 0
                    && await UserRepository.FindAsync(scope, userId) is { IsSuperAdmin: 0 }
                    && !await PermissibleRepository.IsLookedAfterAsync(scope, Permissible.User(userId)))
                {
                    await users.DeleteAsync(scope, userId);
                }

                return true;
            },
            cancellationToken);

    /// <summary>
    /// Somebody whom this account has invited, and who has not set a password yet: the account may let him in. Whoever has a
    /// password, came by a platform app or is in another account as well is not this account's to let in.
    /// </summary>
    public Task<RecordOutcome<User>> FindInvitedAsync(long accountId, long userId, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await MembershipRepository.FindAsync(scope, accountId, userId) is null || await UserRepository.FindAsync(scope, userId) is not { } user)
                {
                    return RecordOutcome<User>.NotThere;
                }

                if (user.IsInvited && user.IsSuperAdmin == 0
                    && (await MembershipRepository.OfUserAsync(scope, userId)).Count == 1
                    && !await PermissibleRepository.IsLookedAfterAsync(scope, Permissible.User(userId)))
                {
                    return new RecordOutcome<User>(user);
                }

                var errors = new RecordErrors();
                errors.Add("agent", RecordErrorCode.Invalid, "signs in without an invitation: with a password, or by another account or a platform app");
                return new RecordOutcome<User>(errors);
            },
            cancellationToken);

    private async Task<RecordOutcome<Membership>> InviteAsync(
        WriteScope scope, Actor actor, long inviterId, string? name, string? email, MemberInput input)
    {
        var user = await UserRepository.FindByEmailAsync(scope, UserRules.Email(email));
        if (user is null)
        {
            var prepared = users.PrepareInvited(name, email);
            var made = prepared.TryGet(out var person) ? await users.CreateAsync(scope, person) : prepared;
            if (!made.TryGet(out user))
            {
                return new RecordOutcome<Membership>(made.Errors!);
            }
        }
        else if (await MembershipRepository.FindAsync(scope, actor.AccountId, user.Id) is not null)
        {
            var errors = new RecordErrors();
            errors.Taken("user_id", user.Id);
            return new RecordOutcome<Membership>(errors);
        }

        return await members.PutAsync(scope, actor, user.Id, input, inviterId);
    }

    private async Task<RecordErrors?> RenameAsync(WriteScope scope, long userId, string name)
    {
        if (await UserRepository.FindAsync(scope, userId) is not { } user || (await MembershipRepository.OfUserAsync(scope, userId)).Count > 1)
        {
            return null;
        }

        var renamed = user with { Name = name, UpdatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds() };
        var errors = new RecordErrors();
        UserRules.Check(errors, renamed);
        if (errors.Any)
        {
            return errors;
        }

        await UserRepository.UpdateAsync(scope, renamed);
        return null;
    }

    /// <returns>Null where there are seats for so many more.</returns>
    private static async Task<RecordErrors?> FullAsync(WriteScope scope, Account account, int wanted)
    {
        if (AccountLimits.Of(account, AccountLimits.Agents) is not { } seats || await MembershipRepository.CountAsync(scope, account.Id) + wanted <= seats)
        {
            return null;
        }

        var errors = new RecordErrors();
        errors.Add("", RecordErrorCode.OverLimit, "Account limit exceeded. Please purchase more licenses");
        return errors;
    }
}
