using OneLink.Edge.Devices;
using OneLink.Edge.Hosting;
using OneLink.Edge.Spool.Commands;

if (args is ["classify"])
{
    return ClassifyCommand.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
}

if (args is ["spool", ..])
{
    return await SpoolCommand.RunAsync(args[1..], Environment.GetEnvironmentVariable, Console.Out, Console.Error);
}

return await EdgeHost.RunAsync(Environment.GetEnvironmentVariable);
