namespace OneLink.Admin.Accounts;

internal static class AccountServices
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<AccountRepository>();
        services.AddSingleton<MembershipRepository>();
    }
}
