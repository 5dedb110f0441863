using Microsoft.AspNetCore.Http;
using OneLink.Admin.Tests.Files;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Outbound;

namespace OneLink.Admin.Tests.Widget;

/// <summary>An admin with a widget's script, and a site that has pictures.</summary>
public sealed class WidgetFixture : IAsyncLifetime
{
    public const string Script = "/* the widget */";

    private readonly string _folder = Directory.CreateTempSubdirectory("onelink-widget-").FullName;

    internal AdminServer Server { get; private set; } = null!;

    internal LoopbackServer Site { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "index.html"), "<!doctype html><title>OneLink</title>");
        await File.WriteAllTextAsync(Path.Combine(_folder, "widget.js"), Script);
        Directory.CreateDirectory(Path.Combine(_folder, "widget"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "widget", "de.json"), "{}");
        await File.WriteAllTextAsync(Path.Combine(_folder, "widget", "style.css"), ".launcher{}");
        Site = await LoopbackServer.StartAsync(async context =>
        {
            var isThere = context.Request.Path == "/wide.png";
            context.Response.StatusCode = isThere ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
            await context.Response.Body.WriteAsync(isThere ? Pictures.Png(600, 300) : []);
        });
        Server = await AdminServer.StartAsync(settings: ["--ONELINK_WEBHOOK_ALLOW=127.0.0.1", $"--ONELINK_DASHBOARD={_folder}"]);
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        await Site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
