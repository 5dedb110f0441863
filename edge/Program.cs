using OneLink.Edge.Devices;
using OneLink.Edge.Hosting;

if (args is ["classify"])
{
    return ClassifyCommand.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
}

return await EdgeHost.RunAsync(Environment.GetEnvironmentVariable);
