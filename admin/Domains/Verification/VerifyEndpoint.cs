using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Domains.Verification;

/// <summary><c>POST /domains/{name}/verify</c>: looks for the proof now and answers with what it found.</summary>
internal static class VerifyEndpoint
{
    internal static async Task<Results<JsonHttpResult<DomainResponse>, ProblemResult>> Verify(
        HttpContext context,
        string name,
        Caller caller,
        DomainRepository repository,
        DomainVerifier verifier,
        ServedDomains served,
        InstallationHosts hosts,
        IDatabase database,
        AuditLog audit,
        TimeProvider clock)
    {
        if (DomainEndpoints.Find(await repository.OfAccountAsync(caller.AccountId, context.RequestAborted), name) is not { } domain)
        {
            return new ProblemResult(DomainEndpoints.Unknown(name));
        }

        if (domain.VerificationMethod != DomainVerification.ByInstallation)
        {
            var outcome = await verifier.VerifyAsync(domain, context.RequestAborted);
            var before = domain;
            domain = After(before, outcome, served, clock.GetUtcNow().ToUnixTimeMilliseconds());
            var isStored = await database.WriteAsync(
                async scope =>
                {
                    var changed = await DomainRepository.SetVerificationAsync(scope, domain);
                    if (changed)
                    {
                        await audit.WriteAsync(scope, caller.Actor, DomainAudit.Entry(AuditAction.DomainVerified, before, domain));
                    }

                    return changed;
                },
                context.RequestAborted);
            if (!isStored)
            {
                return new ProblemResult(DomainEndpoints.Unknown(name));
            }

            await hosts.RefreshAsync(context.RequestAborted);
        }

        return TypedResults.Json(DomainResponse.From(domain), DomainJson.Default.DomainResponse);
    }

    private static LinkDomain After(LinkDomain domain, VerificationOutcome outcome, ServedDomains served, long now)
    {
        // A name server that is away must not take a proven domain off the edges.
        var state = outcome.Method is not null ? DomainVerification.Verified
            : outcome.IsConclusive || domain.VerificationState != DomainVerification.Verified ? DomainVerification.Failed
            : DomainVerification.Verified;
        return domain with
        {
            VerificationState = state,
            VerificationMethod = state == DomainVerification.Verified ? outcome.Method ?? domain.VerificationMethod : null,
            VerificationReason = outcome.Reason,
            VerificationCheckedAt = now,
            VerifiedAt = outcome.Method is not null ? now : state == DomainVerification.Verified ? domain.VerifiedAt : null,
            IsServed = served.IsServed(state),
        };
    }
}
