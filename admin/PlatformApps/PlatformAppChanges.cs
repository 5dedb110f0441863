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
internal sealed class PlatformAppChanges(IDatabase database, AccessTokenRepository tokens, InstallationLog log, AuditLog audit, TimeProvider clock)
{
    /// <summary>The accounts that an app may reach.</summary>
    private const string AccountsOfApp = """
        SELECT permissible_id FROM platform_app_permissibles WHERE platform_app_id = @id AND permissible_kind = 'account' ORDER BY permissible_id
        """;

    /// <returns>The app and its token; null where the name cannot be.</returns>
    public async Task<(PlatformApp App, string Token)?> CreateAsync(InstallationActor by, string name, RecordErrors errors, CancellationToken cancellationToken)
    {
        CheckName(name, errors);
        return errors.Any ? null : await database.WriteAsync(
            async scope =>
            {
                var app = await PlatformAppRepository.InsertAsync(scope, name.Trim(), clock.GetUtcNow().ToUnixTimeMilliseconds());
                await log.WriteAsync(scope, by, Entry(app, AuditAction.PlatformAppCreated));
                return (app, await tokens.ReplaceAsync(scope, TokenOwner.PlatformApp(app.Id)));
            },
            cancellationToken);
    }

    /// <returns>The app as it is then; null where it is not there, or the name cannot be.</returns>
    public async Task<PlatformApp?> RenameAsync(InstallationActor by, long id, string name, RecordErrors errors, CancellationToken cancellationToken)
    {
        CheckName(name, errors);
        return errors.Any ? null : await database.WriteAsync(
            async scope =>
            {
                if (await PlatformAppRepository.FindAsync(scope, id) is not { } before)
                {
                    return null;
                }

                var after = before with { Name = name.Trim() };
                if (after != before)
                {
                    await PlatformAppRepository.RenameAsync(scope, id, after.Name);
                    await log.WriteAsync(scope, by, Entry(after, AuditAction.PlatformAppRenamed) with { Changes = [new("name", before.Name, after.Name)] });
                }

                return after;
            },
            cancellationToken);
    }

    /// <summary>Lets an app at something. At somebody who runs the installation none is let: it could sign in as him.</summary>
    /// <returns>Whether the app could not reach it before; null where the object or the app is not there, or must not be reached.</returns>
    public Task<bool?> GrantAsync(InstallationActor by, PlatformApp app, Permissible permissible, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await PlatformAppRepository.FindAsync(scope, app.Id) is null || !await MayBeReachedAsync(scope, permissible))
                {
                    return (bool?)null;
                }

                var isNew = await PermissibleRepository.GrantAsync(scope, app.Id, permissible, clock.GetUtcNow().ToUnixTimeMilliseconds());
                if (isNew)
                {
                    await NoteAsync(scope, by, app, AuditAction.PlatformAppGranted, permissible, new(permissible.Kind, From: null, To: permissible.Id));
                }

                return isNew;
            },
            cancellationToken);

    /// <returns>Whether the app could reach it before.</returns>
    public Task<bool> RevokeAsync(InstallationActor by, PlatformApp app, Permissible permissible, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var was = await PermissibleRepository.RevokeAsync(scope, app.Id, permissible);
                if (was)
                {
                    await NoteAsync(scope, by, app, AuditAction.PlatformAppRevoked, permissible, new(permissible.Kind, From: permissible.Id, To: null));
                }

                return was;
            },
            cancellationToken);

    /// <summary>Gives an app a new token; the old one is dead at once.</summary>
    /// <returns>Null where the app is not there.</returns>
    public Task<string?> RotateTokenAsync(InstallationActor by, PlatformApp app, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await PlatformAppRepository.FindAsync(scope, app.Id) is null)
                {
                    return null;
                }

                await NoteForAccountsAsync(scope, by, app, AuditAction.PlatformAppRotated);
                return (string?)await tokens.ReplaceAsync(scope, TokenOwner.PlatformApp(app.Id));
            },
            cancellationToken);

    /// <summary>Ends an app. Accounts, people and bots that it made stay.</summary>
    public Task<int> DeleteAsync(InstallationActor by, PlatformApp app, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                await NoteForAccountsAsync(scope, by, app, AuditAction.PlatformAppDeleted);
                await AccessTokenRepository.DeleteAsync(scope, TokenOwner.PlatformApp(app.Id));
                return await PlatformAppRepository.DeleteAsync(scope, app.Id);
            },
            cancellationToken);

    private static AuditEntry Entry(PlatformApp app, string action) => new(action, app.Id.ToString(CultureInfo.InvariantCulture), app.Name);

    private static void CheckName(string name, RecordErrors errors)
    {
        TextRules.Present(errors, "name", name);
        TextRules.Length(errors, "name", name);
    }

    private static async Task<bool> MayBeReachedAsync(WriteScope scope, Permissible permissible)
        => await scope.FirstOrDefaultAsync<long?>(
            permissible.Kind switch
            {
                PermissibleKind.Account => "SELECT id FROM accounts WHERE id = @Id AND deleted_at IS NULL",
                PermissibleKind.User => "SELECT id FROM users WHERE id = @Id AND deleted_at IS NULL AND is_super_admin = 0",
                _ => "SELECT id FROM agent_bots WHERE id = @Id",
            },
            permissible) is not null;

    private async Task NoteAsync(WriteScope scope, InstallationActor by, PlatformApp app, string action, Permissible permissible, AuditChange change)
    {
        await log.WriteAsync(scope, by, Entry(app, action) with { Changes = [change] });
        var accounts = await scope.QueryAsync<long>(
            permissible.Kind switch
            {
                PermissibleKind.Account => "SELECT id FROM accounts WHERE id = @Id",
                PermissibleKind.User => "SELECT account_id FROM account_users WHERE user_id = @Id ORDER BY account_id",
                _ => "SELECT account_id FROM agent_bots WHERE id = @Id AND account_id IS NOT NULL",
            },
            permissible);
        await NoteAsync(scope, by, Entry(app, action), accounts.AsList());
    }

    private async Task NoteForAccountsAsync(WriteScope scope, InstallationActor by, PlatformApp app, string action)
    {
        await log.WriteAsync(scope, by, Entry(app, action));
        await NoteAsync(scope, by, Entry(app, action), (await scope.QueryAsync<long>(AccountsOfApp, new { id = app.Id })).AsList());
    }

    private async Task NoteAsync(WriteScope scope, InstallationActor by, AuditEntry entry, List<long> accounts)
    {
        foreach (var account in accounts)
        {
            await audit.WriteAsync(scope, by.In(account), entry);
        }
    }
}
