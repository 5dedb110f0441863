using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Redis;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Redis;

/// <summary>Two admins on one database and one Redis.</summary>
internal sealed class TwoAdmins : IAsyncDisposable
{
    /// <summary>Where a count must be exact, no answer may be too late for it, however slow the machine is.</summary>
    public static readonly RedisPatience Long = RedisPatience.Default with { Answer = TimeSpan.FromMinutes(1) };

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "onelink-admin-" + Guid.NewGuid().ToString("N"));

    private TwoAdmins(RedisServer redis) => Redis = redis;

    public RedisServer Redis { get; }

    public AdminServer One { get; private set; } = null!;

    public AdminServer Two { get; private set; } = null!;

    /// <param name="isPatient">Whether Redis is waited for; else as long as in production.</param>
    /// <param name="settings">Of both.</param>
    public static async Task<TwoAdmins> StartAsync(bool isPatient, params string[] settings)
    {
        var admins = new TwoAdmins(await RedisServer.StartAsync());
        admins.One = await admins.JoinAsync("0", isPatient, settings);
        admins.Two = await admins.JoinAsync("1", isPatient, settings);
        return admins;
    }

    /// <summary>Once both ask it again.</summary>
    public async Task RedisIsSaidToBeAsync(Func<string, bool> state, string what)
    {
        foreach (var admin in new[] { One, Two })
        {
            await Until.TrueAsync(async () => state((await admin.Client.GetJsonAsync("/readyz")).Text("redis")), what);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Two.DisposeAsync();
        await One.DisposeAsync();
        await Redis.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>One more on the same database and Redis.</summary>
    public Task<AdminServer> JoinAsync(string node, bool isPatient = true, params string[] settings) => AdminServer.StartAsync(
        dataFolder: _folder,
        settings: [$"--ONELINK_REDIS={Redis.Address}", $"--ONELINK_NODE={node}", .. settings],
        replace: services => services.AddSingleton(isPatient ? Long : RedisPatience.Default));
}
