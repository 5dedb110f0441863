using OneLink.Admin.Hosting;

namespace OneLink.Admin.OpenApi;

/// <summary>
/// <c>onelink-admin openapi</c>: writes the API description to standard output, as <c>/openapi.json</c> serves it. Nothing is
/// started and nothing of an installation is read.
/// </summary>
internal static class OpenApiCommand
{
    public const string Name = "openapi";

    public static Task<int> RunAsync(Func<string[], WebApplication> build)
        => AdminProcess.RunAsync(() => build(["--ONELINK_EDGE_TOKEN=none"]), WriteAsync);

    private static async Task<int> WriteAsync(WebApplication app)
    {
        // Starting would do this: hand the endpoints that were mapped to those who describe them.
        app.UseRouting();
        app.UseEndpoints(static _ => { });
        await Console.Out.WriteLineAsync(await app.Services.GetRequiredService<ApiDocument>().ReadAsync());
        return 0;
    }
}
