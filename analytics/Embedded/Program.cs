using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using OneLink.Analytics.Embedded;
using OneLink.Analytics.Embedded.Connections;
using OneLink.Analytics.Embedded.Health;
using OneLink.Analytics.Embedded.Http;
using OneLink.Analytics.Embedded.Native;

ProcessPriority.Lower();
try
{
    var options = EmbeddedOptions.FromEnvironment();
    using var engine = Engine.Start(options.Library, options.DataPath, options.Limits);
    // Again, as the engine raises a thread of its own to the very top where it has the right to.
    ProcessPriority.Lower();
    using var lanes = new StatementLanes(options.Limits, TimeProvider.System);
    await using var app = HttpHost.Build(options, engine, lanes);
    app.MapHealth();
    app.MapStatements();
    await app.RunAsync();
    return 0;
}
catch (StartupException failure)
{
    await Console.Error.WriteLineAsync($"onelink-clickhouse: {failure.Message}");
    return 1;
}
catch (IOException failure) when (failure.InnerException is AddressInUseException or SocketException)
{
    await Console.Error.WriteLineAsync($"onelink-clickhouse: {failure.Message}");
    return 1;
}
