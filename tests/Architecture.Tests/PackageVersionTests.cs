using System.Xml.Linq;

namespace OneLink.Architecture.Tests;

/// <summary>Directory.Packages.props is the one place for versions.</summary>
public sealed class PackageVersionTests
{
    private static readonly XDocument Central = XDocument.Parse(Repository.Read("Directory.Packages.props"));

    [Fact]
    public void PackageReference_Version_IsCentral()
    {
        var own = from project in Repository.Projects
                  from reference in project.Items("PackageReference")
                  where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
                  select $"{project}: {reference.Attribute("Include")?.Value}";

        Assert.Empty(own);
    }

    [Fact]
    public void PackageDownload_Version_IsExact()
    {
        var open = from project in Repository.Projects
                   from download in project.Items("PackageDownload")
                   let version = download.Attribute("Version")?.Value ?? ""
                   where !(version.StartsWith('[') && version.EndsWith(']') && !version.Contains(','))
                   select $"{project}: {download.Attribute("Include")?.Value} {version}";

        Assert.Empty(open);
    }

    [Fact]
    public void CentralVersion_Package_IsReferencedSomewhere()
    {
        var used = Repository.Projects.SelectMany(project => project.Includes("PackageReference"))
            .Concat(Repository.Files
                .Where(file => file.EndsWith("Directory.Build.props", StringComparison.Ordinal))
                .SelectMany(file => XDocument.Parse(Repository.Read(file)).Descendants("PackageReference"))
                .Select(reference => reference.Attribute("Include")!.Value));
        var versions = Central.Descendants("PackageVersion").Select(version => version.Attribute("Include")!.Value);

        Assert.Empty(versions.Except(used, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void CentralVersion_Number_IsFixed()
    {
        var floating = Central.Descendants("PackageVersion")
            .Select(version => version.Attribute("Version")!.Value)
            .Where(version => !Version.TryParse(version, out _));

        Assert.Empty(floating);
    }
}
