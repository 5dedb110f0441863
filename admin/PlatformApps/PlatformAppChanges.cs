using System.Globalization;
using Dapper;
using OneLink.Admin.Access;
using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.PlatformApps;

/// <summary>
/// The rules by which an administrator of the installation makes platform apps, lets them at things, and ends them. Each
/// is written down for the installation, and in the audit log of every account that it concerns.
/// </summary>
internal sealed class PlatformAppChanges(IDatabase database, AccessTokenRepository tokens, PlatformAppLog log, AuditLog audit, TimeProvider clock)
{
    private const string Created = "platform-app.created";

    /// <summary>The accounts that an app may reach.</summary>
    private const string AccountsOfApp = """
        SELECT permissible_id FROM platform_app_permissibles WHERE platform_app_id = @id AND permissible_kind = 'account' ORDER BY permissible_id
        """;

    /// <returns>The app and its token.</returns>
    public async Task<(PlatformApp App, string Token)?> CreateAsync(string name, RecordErrors errors, CancellationToken cancellationToken)
    {
        TextRules.Present(errors, "name", name);
        TextRules.Length(errors, "name", name);
        return errors.Any ? null : await database.WriteAsync(
            async scope =>
            {
                var app = await PlatformAppRepository.InsertAsync(scope, name.Trim(), clock.GetUtcNow().ToUnixTimeMilliseconds());
                await log.WriteAsync(scope, app, Created);
                return (app, await tokens.ReplaceAsync(scope, TokenOwner.PlatformApp(app.Id)));
            },
            cancellationToken);
    }

    /// <summary>Lets an app at something.</summary>
    /// <returns>Whether the app could not reach it before; null where the object is not there.</returns>
    public Task<bool?> GrantAsync(PlatformApp app, Permissible permissible, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (!await ExistsAsync(scope, permissible))
                {
                    return (bool?)null;
                }

                var isNew = await PermissibleRepository.GrantAsync(scope, app.Id, permissible, clock.GetUtcNow().ToUnixTimeMilliseconds());
                if (isNew)
                {
                    await NoteAsync(scope, app, AuditAction.PlatformAppGranted, permissible);
                }

                return isNew;
            },
            cancellationToken);

    /// <returns>Whether the app could reach it before.</returns>
    public Task<bool> RevokeAsync(PlatformApp app, Permissible permissible, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var was = await PermissibleRepository.RevokeAsync(scope, app.Id, permissible);
                if (was)
                {
                    await NoteAsync(scope, app, AuditAction.PlatformAppRevoked, permissible);
                }

                return was;
            },
            cancellationToken);

    /// <summary>Gives an app a new token; the old one is dead at once.</summary>
    public Task<string> RotateTokenAsync(PlatformApp app, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                await NoteForAccountsAsync(scope, app, AuditAction.PlatformAppRotated);
                return await tokens.ReplaceAsync(scope, TokenOwner.PlatformApp(app.Id));
            },
            cancellationToken);

    /// <summary>Ends an app. Accounts, people and bots that it made stay.</summary>
    public Task<int> DeleteAsync(PlatformApp app, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                await NoteForAccountsAsync(scope, app, AuditAction.PlatformAppDeleted);
                await AccessTokenRepository.DeleteAsync(scope, TokenOwner.PlatformApp(app.Id));
                return await PlatformAppRepository.DeleteAsync(scope, app.Id);
            },
            cancellationToken);

    private static async Task<bool> ExistsAsync(WriteScope scope, Permissible permissible)
        => await scope.FirstOrDefaultAsync<long?>(
            permissible.Kind switch
            {
                PermissibleKind.Account => "SELECT id FROM accounts WHERE id = @Id AND deleted_at IS NULL",
                PermissibleKind.User => "SELECT id FROM users WHERE id = @Id AND deleted_at IS NULL",
                _ => "SELECT id FROM agent_bots WHERE id = @Id",
            },
            permissible) is not null;

    private async Task NoteAsync(WriteScope scope, PlatformApp app, string action, Permissible permissible)
    {
        await log.WriteAsync(scope, app, action, permissible);
        var accounts = await scope.QueryAsync<long>(
            permissible.Kind switch
            {
                PermissibleKind.Account => "SELECT id FROM accounts WHERE id = @Id",
                PermissibleKind.User => "SELECT account_id FROM account_users WHERE user_id = @Id ORDER BY account_id",
                _ => "SELECT account_id FROM agent_bots WHERE id = @Id AND account_id IS NOT NULL",
            },
            permissible);
        await NoteAsync(scope, app, action, accounts.AsList());
    }

    private async Task NoteForAccountsAsync(WriteScope scope, PlatformApp app, string action)
    {
        await log.WriteAsync(scope, app, action);
        await NoteAsync(scope, app, action, (await scope.QueryAsync<long>(AccountsOfApp, new { id = app.Id })).AsList());
    }

    private async Task NoteAsync(WriteScope scope, PlatformApp app, string action, List<long> accounts)
    {
        foreach (var account in accounts)
        {
            await audit.WriteAsync(scope, Actor.System(account), new AuditEntry(action, app.Id.ToString(CultureInfo.InvariantCulture), app.Name));
        }
    }
}
