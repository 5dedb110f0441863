namespace OneLink.Admin.Users;

internal static class UserServices
{
    public static void AddUsers(this IServiceCollection services)
    {
        services.AddSingleton<UserRepository>();
        services.AddSingleton<UserChanges>();
        services.AddSingleton<ProfileChanges>();
        services.AddSingleton<SignInTokens>();
    }
}
