using OneLink.Admin.Database;
using OneLink.Admin.Domains.Verification;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Domains;

/// <summary>
/// Which domains edges serve: all, or those whose control was proven (<c>ONELINK_DOMAIN_VERIFICATION=required</c>). Run at
/// start, it applies a changed setting to the domains there are.
/// </summary>
internal sealed class ServedDomains(IDatabase database, AdminSettings settings) : IHostedService
{
    public long IsServed(string verificationState)
        => settings.RequiresVerifiedDomains && verificationState != DomainVerification.Verified ? 0 : 1;

    public Task StartAsync(CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                foreach (var domain in await DomainRepository.AllAsync(scope))
                {
                    if (domain.IsServed != IsServed(domain.VerificationState))
                    {
                        await DomainRepository.SetVerificationAsync(scope, domain with { IsServed = IsServed(domain.VerificationState) });
                    }
                }

                return true;
            },
            cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
