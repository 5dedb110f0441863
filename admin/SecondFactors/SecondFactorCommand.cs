using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.Users;

namespace OneLink.Admin.SecondFactors;

/// <summary>
/// <c>onelink-admin totp show|off EMAIL</c>: whether a person is asked for codes, and no longer, for who has lost both the device
/// and the recovery codes (docs/dashboard.md). Beside a running admin, which follows with the next request.
/// </summary>
internal static class SecondFactorCommand
{
    public const string Name = "totp";

    private const string Usage = "totp takes: show EMAIL | off EMAIL.";

    public static Task<int> RunAsync(string[] arguments, Func<string[], WebApplication> build)
        => AdminProcess.RunAsync(
            () => build([AdminProcess.Quiet]),
            app => arguments is ["show" or "off", var email] ? RunAsync(arguments[0], email, app.Services) : throw new StartupException(Usage));

    private static async Task<int> RunAsync(string command, string email, IServiceProvider services)
    {
        await services.OpenDatabaseAsync();
        var user = await services.GetRequiredService<UserRepository>().FindByEmailAsync(UserRules.Email(email), CancellationToken.None)
            ?? throw new StartupException($"there is nobody with the address {email}.");
        var desk = services.GetRequiredService<SecondFactorDesk>();
        if (command is "off" && !await desk.TurnOffAsync(user.Id, CancellationToken.None))
        {
            throw new StartupException($"{email} is not asked for codes.");
        }

        await Console.Out.WriteLineAsync(await desk.IsOnAsync(user.Id, CancellationToken.None) ? "on" : "off");
        return 0;
    }
}
