using OneLink.Admin.Audit;
using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Access.IntegrationKeys;

/// <summary>The rules by which keys of the OnSync API are made, changed and ended. Each works with the next request.</summary>
internal sealed class IntegrationKeyChanges(IDatabase database, AuditLog audit, TimeProvider clock)
{
    private const int MaxKeys = 1_000;

    private const string Surface = IntegrationSurface.OnSync;

    public Task<RecordOutcome<NewIntegrationKey>> CreateAsync(Actor actor, IntegrationKeyInput input, CancellationToken cancellationToken)
    {
        var (blank, _) = IntegrationKey.New(actor.AccountId, Surface, "", [], Now);
        var (key, secret) = input.ApplyTo(blank, Now).WithNewSecret(Now);
        var errors = Check(key);
        return errors.Any
            ? Task.FromResult(new RecordOutcome<NewIntegrationKey>(errors))
            : database.WriteAsync(
                async scope =>
                {
                    if (await IntegrationKeyRepository.CountAsync(scope, actor.AccountId, Surface) >= MaxKeys)
                    {
                        errors.Add("", RecordErrorCode.OverLimit, FormattableString.Invariant($"An account may have {MaxKeys} keys."));
                        return new RecordOutcome<NewIntegrationKey>(errors);
                    }

                    var stored = key with { Id = await IntegrationKeyRepository.InsertAsync(scope, key) };
                    await audit.WriteAsync(scope, actor, IntegrationKeyAudit.Entry(AuditAction.OnSyncKeyCreated, before: null, stored));
                    return new RecordOutcome<NewIntegrationKey>(new NewIntegrationKey(stored, secret));
                },
                cancellationToken);
    }

    public Task<RecordOutcome<IntegrationKey>> UpdateAsync(Actor actor, long id, IntegrationKeyInput input, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await IntegrationKeyRepository.FindAsync(scope, actor.AccountId, Surface, id) is not { } before)
                {
                    return RecordOutcome<IntegrationKey>.NotThere;
                }

                var after = input.ApplyTo(before, Now);
                var errors = Check(after);
                if (errors.Any)
                {
                    return new RecordOutcome<IntegrationKey>(errors);
                }

                await IntegrationKeyRepository.UpdateAsync(scope, after);
                await audit.WriteAsync(scope, actor, IntegrationKeyAudit.Entry(AuditAction.OnSyncKeyUpdated, before, after));
                return new RecordOutcome<IntegrationKey>(after);
            },
            cancellationToken);

    /// <summary>Gives a key another secret; the one it had opens nothing any more.</summary>
    public Task<RecordOutcome<NewIntegrationKey>> RotateAsync(Actor actor, long id, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await IntegrationKeyRepository.FindAsync(scope, actor.AccountId, Surface, id) is not { } before)
                {
                    return RecordOutcome<NewIntegrationKey>.NotThere;
                }

                var (after, secret) = before.WithNewSecret(Now);
                await IntegrationKeyRepository.UpdateAsync(scope, after);
                await audit.WriteAsync(scope, actor, IntegrationKeyAudit.Entry(AuditAction.OnSyncKeyRotated, before, after));
                return new RecordOutcome<NewIntegrationKey>(new NewIntegrationKey(after, secret));
            },
            cancellationToken);

    /// <returns>Whether it was there.</returns>
    public Task<bool> RevokeAsync(Actor actor, long id, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await IntegrationKeyRepository.FindAsync(scope, actor.AccountId, Surface, id) is not { } key)
                {
                    return false;
                }

                await IntegrationKeyRepository.DeleteAsync(scope, key);
                await audit.WriteAsync(scope, actor, IntegrationKeyAudit.Entry(AuditAction.OnSyncKeyRevoked, key, after: null));
                return true;
            },
            cancellationToken);

    private static RecordErrors Check(IntegrationKey key)
    {
        var errors = new RecordErrors();
        TextRules.Present(errors, "name", key.Name);
        TextRules.Length(errors, "name", key.Name);
        if (key.ScopeNames.Count == 0)
        {
            errors.Blank("scopes");
        }
        else if (!key.ScopeNames.All(OnSyncScope.IsKnown))
        {
            errors.NotIncluded("scopes");
        }

        return errors;
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
