using OneLink.Edge.Devices;

if (args is ["classify"])
{
    return ClassifyCommand.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
}

var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();
app.Run();
return 0;
