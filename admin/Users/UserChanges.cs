using OneLink.Admin.Access;
using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Accounts.Removal;
using OneLink.Admin.Database;
using OneLink.Admin.Json;
using OneLink.Admin.Sessions;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Users;

/// <summary>The rules by which people are made, changed and removed by others than themselves.</summary>
internal sealed class UserChanges(IDatabase database, AccessTokenRepository tokens, TimeProvider clock)
{
    /// <summary>A new person as asked for, not stored yet. Hashing a password takes a while, so it is done outside of transactions.</summary>
    public RecordOutcome<User> Prepare(UserInput input)
    {
        var at = Now;
        var errors = new RecordErrors();
        var user = Applied(
            new User { Id = 0, Email = "", Name = "", PubsubToken = UserRepository.NewPubsubToken(), ConfirmedAt = at, CreatedAt = at, UpdatedAt = at },
            input,
            at);
        UserRules.Check(errors, user);
        if (input.Password.Or(null) is not { Length: > 0 } password)
        {
            errors.Blank("password");
            return new RecordOutcome<User>(errors);
        }

        PasswordRules.Check(errors, password);
        return errors.Any ? new RecordOutcome<User>(errors) : new RecordOutcome<User>(user with { PasswordHash = PasswordHash.Of(password) });
    }

    /// <summary>A new person whom somebody invites: no password opens it yet.</summary>
    public RecordOutcome<User> PrepareInvited(string? name, string? email)
    {
        var at = Now;
        var errors = new RecordErrors();
        var address = UserRules.Email(email);
        var user = new User
        {
            Id = 0,
            Email = address,
            Name = string.IsNullOrWhiteSpace(name) ? address.Split('@')[0] : name.Trim(),
            PubsubToken = UserRepository.NewPubsubToken(),
            CreatedAt = at,
            UpdatedAt = at,
        };
        UserRules.Check(errors, user);
        return errors.Any ? new RecordOutcome<User>(errors) : new RecordOutcome<User>(user);
    }

    /// <summary>Stores a prepared person, with an access token.</summary>
    public async Task<RecordOutcome<User>> CreateAsync(WriteScope scope, User prepared)
    {
        if (await UserRepository.InsertAsync(scope, prepared) is not { } user)
        {
            var errors = new RecordErrors();
            errors.Taken("email");
            return new RecordOutcome<User>(errors);
        }

        await tokens.ReplaceAsync(scope, TokenOwner.User(user.Id));
        return new RecordOutcome<User>(user);
    }

    public async Task<RecordOutcome<User>> UpdateAsync(long id, UserInput input, CancellationToken cancellationToken)
    {
        var password = input.Password.Or(null);
        var hash = "";
        if (!string.IsNullOrEmpty(password))
        {
            var errors = new RecordErrors();
            PasswordRules.Check(errors, password);
            if (errors.Any)
            {
                return new RecordOutcome<User>(errors);
            }

            hash = PasswordHash.Of(password);
        }

        return await database.WriteAsync(scope => UpdateAsync(scope, id, input, hash), cancellationToken);
    }

    /// <summary>Puts a person out of reach at once; what is left of him is removed later (<see cref="UserRemoval"/>).</summary>
    /// <returns>False where he was not there.</returns>
    public async Task<bool> DeleteAsync(WriteScope scope, long id)
    {
        if (await UserRepository.FindAsync(scope, id) is null)
        {
            return false;
        }

        await UserRemoval.BeginAsync(scope, id, Now);
        return true;
    }

    private async Task<RecordOutcome<User>> UpdateAsync(WriteScope scope, long id, UserInput input, string passwordHash)
    {
        if (await UserRepository.FindAsync(scope, id) is not { } before)
        {
            return RecordOutcome<User>.NotThere;
        }

        var errors = new RecordErrors();
        var after = Applied(before, input, Now);
        UserRules.Check(errors, after);
        if (passwordHash.Length > 0)
        {
            // Whoever listens with what the old password gave is cut off.
            after = after with { PasswordHash = passwordHash, PubsubToken = UserRepository.NewPubsubToken() };
        }

        if (!errors.Any && !await UserRepository.UpdateAsync(scope, after))
        {
            errors.Taken("email");
        }

        if (!errors.Any && passwordHash.Length > 0)
        {
            await SessionRepository.DeleteOthersAsync(scope, id, exceptId: null);
        }

        return errors.Any ? new RecordOutcome<User>(errors) : new RecordOutcome<User>(after);
    }

    private static User Applied(User user, UserInput input, long at) => user with
    {
        Name = input.Name.Or(user.Name) ?? "",
        DisplayName = input.DisplayName.Or(user.DisplayName),
        Email = UserRules.Email(input.Email.Or(user.Email)),
        CustomAttributes = AttributeObject.Merge(user.CustomAttributes, input.CustomAttributes.Or(null)),
        UpdatedAt = at,
    };

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
