using System.Text.Json.Nodes;
using OneLink.Admin.Access;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Edges;

/// <summary>The rules by which whoever runs the installation lets edges in and shuts them out. Each is written down.</summary>
internal sealed class EdgeChanges(IDatabase database, InstallationLog log, TimeProvider clock)
{
    /// <summary>Makes an edge, or gives one that was revoked a new token.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="name">See <see cref="Edge.IsName"/>; not the default one's.</param>
    /// <param name="scope">The accounts that it may carry.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    /// <returns>Its token; null where there is one of that name, which has a token already.</returns>
    public Task<string?> AddAsync(InstallationActor by, string name, FeedScope scope, CancellationToken cancellationToken)
    {
        var token = SecretText.Secret("oned_");
        return database.WriteAsync(
            async write =>
            {
                if (await EdgeRepository.FindAsync(write, name) is { RevokedAt: null })
                {
                    return null;
                }

                await EdgeRepository.SaveAsync(write, name, SecretHash.Of(token), scope.ToString(), Now);
                await log.WriteAsync(write, by, new AuditEntry(AuditAction.EdgeAdded, name, name)
                {
                    Changes = scope.IsAll ? [] : [new("accounts", From: null, To: JsonValue.Create(scope.ToString()))],
                });
                return (string?)token;
            },
            cancellationToken);
    }

    /// <summary>Lets those in again that show the token of ONELINK_EDGE_TOKEN.</summary>
    /// <returns>False where they are let in.</returns>
    public Task<bool> RestoreAsync(InstallationActor by, CancellationToken cancellationToken)
        => database.WriteAsync(
            async write =>
            {
                if (await EdgeRepository.FindAsync(write, Edge.Default) is { RevokedAt: null })
                {
                    return false;
                }

                await EdgeRepository.SaveAsync(write, Edge.Default, tokenHash: null, accounts: "", Now);
                await log.WriteAsync(write, by, new AuditEntry(AuditAction.EdgeAdded, Edge.Default, Edge.Default));
                return true;
            },
            cancellationToken);

    /// <returns>False where there is no such edge, or it was revoked before.</returns>
    public Task<bool> RevokeAsync(InstallationActor by, string name, CancellationToken cancellationToken)
        => database.WriteAsync(
            async write =>
            {
                var was = await EdgeRepository.RevokeAsync(write, name, Now);
                if (was)
                {
                    await log.WriteAsync(write, by, new AuditEntry(AuditAction.EdgeRevoked, name, name));
                }

                return was;
            },
            cancellationToken);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
