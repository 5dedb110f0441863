using Dapper;
using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.SuperAdmin;

/// <summary>
/// <c>onelink-admin super-admin …</c>: who runs the installation (docs/operations/console.md). Nothing else makes somebody one
/// of them: no API, and not the console itself.
/// </summary>
internal static class SuperAdminCommand
{
    public const string Name = "super-admin";

    private const string Usage = "super-admin takes: EMAIL | remove EMAIL | list.";

    public static Task<int> RunAsync(string[] arguments, Func<string[], WebApplication> build)
        => AdminProcess.RunAsync(() => build([AdminProcess.Quiet]), app => RunAsync(arguments, app.Services));

    private static async Task<int> RunAsync(string[] arguments, IServiceProvider services)
    {
        Func<Task<string>> command = arguments switch
        {
            ["list"] => () => ListAsync(services),
            ["remove", var email] => () => RemoveAsync(email, services),
            [var email] when email.Contains('@', StringComparison.Ordinal) => () => MakeAsync(email, services),
            _ => throw new StartupException(Usage),
        };
        await services.OpenDatabaseAsync();
        await Console.Out.WriteLineAsync(await command());
        return 0;
    }

    private static async Task<string> MakeAsync(string email, IServiceProvider services)
        => await services.GetRequiredService<SuperAdminChanges>().MakeAsync(InstallationActor.CommandLine, email, CancellationToken.None) is { } user
            ? $"{user.Email} runs the installation, and has to sign in anew"
            : throw NobodyHas(email);

    private static async Task<string> RemoveAsync(string email, IServiceProvider services)
        => await services.GetRequiredService<SuperAdminChanges>().UnmakeAsync(InstallationActor.CommandLine, email, CancellationToken.None) is { } user
            ? $"{user.Email} does not run the installation"
            : throw NobodyHas(email);

    private static async Task<string> ListAsync(IServiceProvider services)
        => string.Join('\n', await services.GetRequiredService<IDatabase>().ReadAsync(
            connection => connection.QueryAsync<string>("SELECT email FROM users WHERE is_super_admin <> 0 AND deleted_at IS NULL ORDER BY email"), CancellationToken.None));

    private static StartupException NobodyHas(string email) => new($"nobody has the e-mail address {email}.");
}
