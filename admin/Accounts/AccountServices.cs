using OneLink.Admin.Accounts.Removal;

namespace OneLink.Admin.Accounts;

internal static class AccountServices
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<AccountRepository>();
        services.AddSingleton<AccountChanges>();
        services.AddSingleton<MembershipRepository>();
        services.AddSingleton<Members>();
        services.AddSingleton<Agents>();
        services.AddSingleton<AccountRemoval>();
        services.AddHostedService<RemovalWorker>();
    }
}
