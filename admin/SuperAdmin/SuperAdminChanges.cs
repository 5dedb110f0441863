using System.Globalization;
using OneLink.Admin.Access;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Sessions;
using OneLink.Admin.Users;

namespace OneLink.Admin.SuperAdmin;

/// <summary>What those may do to people who run the installation, and how somebody becomes one of them.</summary>
internal sealed class SuperAdminChanges(IDatabase database, InstallationLog log, TimeProvider clock)
{
    /// <summary>
    /// Lets somebody run the installation, who has to sign in anew then. Platform apps that look after him lose him: they could
    /// sign in as him.
    /// </summary>
    /// <returns>Who; null where nobody has the address.</returns>
    public Task<User?> MakeAsync(InstallationActor by, string email, CancellationToken cancellationToken)
        => SetAsync(
            by,
            email,
            isSuperAdmin: true,
            AuditAction.SuperAdminMade,
            async (scope, user) =>
            {
                await PermissibleRepository.ForgetAsync(scope, Permissible.User(user.Id));
                await EndSessionsAsync(scope, user.Id, exceptId: null);
            },
            cancellationToken);

    /// <summary>Somebody runs the installation no more. His account and sessions stay.</summary>
    /// <returns>Who; null where nobody has the address.</returns>
    public Task<User?> UnmakeAsync(InstallationActor by, string email, CancellationToken cancellationToken)
        => SetAsync(by, email, isSuperAdmin: false, AuditAction.SuperAdminUnmade, static (_, _) => Task.CompletedTask, cancellationToken);

    /// <summary>Takes an address for the person's, who has not shown it himself.</summary>
    /// <returns>False where there is no such person.</returns>
    public Task<bool> ConfirmAsync(InstallationActor by, long userId, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await UserRepository.FindAsync(scope, userId) is not { } user)
                {
                    return false;
                }

                if (await scope.ExecuteAsync("UPDATE users SET confirmed_at = @Now WHERE id = @userId AND confirmed_at IS NULL", new { userId, Now }) == 1)
                {
                    await log.WriteAsync(scope, by, Entry(AuditAction.UserConfirmed, user));
                }

                return true;
            },
            cancellationToken);

    /// <summary>Ends a person's sessions, unused sign-in links and what he listens by. The password and the access token stay.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="userId">To whom.</param>
    /// <param name="exceptId">The session that asks, where it is the person's own.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    /// <returns>How many sessions there were; null where there is no such person.</returns>
    public Task<int?> SignOutAsync(InstallationActor by, long userId, string? exceptId, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await UserRepository.FindAsync(scope, userId) is not { } user)
                {
                    return (int?)null;
                }

                var ended = await EndSessionsAsync(scope, userId, exceptId);
                await log.WriteAsync(scope, by, Entry(AuditAction.UserSignedOut, user) with { Changes = [new("sessions", From: ended, To: 0)] });
                return ended;
            },
            cancellationToken);

    private Task<User?> SetAsync(
        InstallationActor by, string email, bool isSuperAdmin, string action, Func<WriteScope, User, Task> follow, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await UserRepository.FindByEmailAsync(scope, email.Trim()) is not { } user)
                {
                    return null;
                }

                var flag = isSuperAdmin ? 1L : 0L;
                if (user.IsSuperAdmin != flag)
                {
                    await scope.ExecuteAsync("UPDATE users SET is_super_admin = @flag, updated_at = @Now WHERE id = @Id", new { flag, Now, user.Id });
                    await follow(scope, user);
                    await log.WriteAsync(scope, by, Entry(action, user));
                }

                return user with { IsSuperAdmin = flag };
            },
            cancellationToken);

    private static async Task<int> EndSessionsAsync(WriteScope scope, long userId, string? exceptId)
    {
        await scope.ExecuteAsync("DELETE FROM sign_in_tokens WHERE user_id = @userId", new { userId });
        await scope.ExecuteAsync("UPDATE users SET pubsub_token = @token WHERE id = @userId", new { userId, token = UserRepository.NewPubsubToken() });
        return await SessionRepository.DeleteOthersAsync(scope, userId, exceptId);
    }

    private static AuditEntry Entry(string action, User user) => new(action, user.Id.ToString(CultureInfo.InvariantCulture), user.Email);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
