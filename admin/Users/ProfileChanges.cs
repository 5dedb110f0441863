using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Files;
using OneLink.Admin.Json;
using OneLink.Admin.Sessions;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Users;

/// <summary>The rules by which a person changes his own profile.</summary>
internal sealed class ProfileChanges(IDatabase database, TimeProvider clock)
{
    /// <param name="user">Who.</param>
    /// <param name="input">What.</param>
    /// <param name="sessionId">The session that asks, which goes on where a new password ends all others; null for none.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    public async Task<RecordOutcome<User>> ApplyAsync(User user, ProfileInput input, string? sessionId, CancellationToken cancellationToken)
    {
        var errors = new RecordErrors();
        var avatar = new Avatar(user.AvatarFileId, user.AvatarUrl).Or(input.Avatar, Given<string?>.Not);
        var changed = user with
        {
            Name = input.Name.Or(user.Name) ?? "",
            DisplayName = input.DisplayName.Or(user.DisplayName),
            Email = UserRules.Email(input.Email.Or(user.Email)),
            PhoneNumber = input.PhoneNumber.Or(user.PhoneNumber),
            MessageSignature = input.MessageSignature.Or(user.MessageSignature),
            AvatarFileId = avatar.FileId,
            AvatarUrl = avatar.Url,

            // The dashboard keeps many small settings and sends those that change.
            UiSettings = AttributeObject.Merge(user.UiSettings, input.UiSettings.Or(null)),
            UpdatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        UserRules.Check(errors, changed);
        if (!string.IsNullOrEmpty(input.Password))
        {
            CheckPassword(errors, user, input, sessionId);
        }

        if (errors.Any)
        {
            return new RecordOutcome<User>(errors);
        }

        if (!string.IsNullOrEmpty(input.Password))
        {
            // Whoever listens with what the old password gave is cut off.
            changed = changed with
            {
                PasswordHash = PasswordHash.Of(input.Password),
                PubsubToken = UserRepository.NewPubsubToken(),
                ConfirmedAt = changed.ConfirmedAt ?? changed.UpdatedAt,
            };
        }

        if (!await database.WriteAsync(scope => StoreAsync(scope, changed, user, sessionId), cancellationToken))
        {
            errors.Taken("email");
            return new RecordOutcome<User>(errors);
        }

        return new RecordOutcome<User>(changed);
    }

    private static async Task<bool> StoreAsync(WriteScope scope, User changed, User before, string? sessionId)
    {
        if (!await UserRepository.UpdateAsync(scope, changed))
        {
            return false;
        }

        if (!string.Equals(changed.PasswordHash, before.PasswordHash, StringComparison.Ordinal))
        {
            await SessionRepository.DeleteOthersAsync(scope, changed.Id, sessionId);
        }

        return true;
    }

    private static void CheckPassword(RecordErrors errors, User user, ProfileInput input, string? sessionId)
    {
        // Who was invited came in by a link and has none yet; an access token alone does not make one.
        if (user.IsInvited && sessionId is not null && string.IsNullOrEmpty(input.CurrentPassword))
        {
            CheckNew(errors, input);
            return;
        }

        if (string.IsNullOrEmpty(input.CurrentPassword))
        {
            errors.Blank("current_password");
        }
        else if (!PasswordHash.Matches(user.PasswordHash, input.CurrentPassword))
        {
            errors.Invalid("current_password");
        }

        CheckNew(errors, input);
    }

    private static void CheckNew(RecordErrors errors, ProfileInput input)
    {
        if (input.PasswordConfirmation is { IsGiven: true, Value: var confirmation } && !string.Equals(confirmation, input.Password, StringComparison.Ordinal))
        {
            errors.Add("password_confirmation", RecordErrorCode.Invalid, "doesn't match Password");
        }

        PasswordRules.Check(errors, input.Password!);
    }
}
