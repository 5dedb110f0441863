using System.Xml.Linq;

namespace OneLink.Architecture.Tests;

/// <summary>A .csproj as it is written, without evaluating it.</summary>
/// <param name="path">Relative to the repository.</param>
internal sealed class ProjectFile(string path)
{
    private readonly XDocument _document = XDocument.Parse(Repository.Read(path));

    public string Path { get; } = path;

    /// <summary>Its folder, relative to the repository: the name by which the reference rules know it.</summary>
    public string Folder { get; } = System.IO.Path.GetDirectoryName(path)!;

    public string Sdk => _document.Root!.Attribute("Sdk")?.Value ?? "";

    /// <summary>Folders of the projects that this one references itself.</summary>
    public IEnumerable<string> References =>
        Includes("ProjectReference").Select(include => RelativeToRepository(System.IO.Path.GetDirectoryName(include)!));

    public IEnumerable<XElement> Items(string name) => _document.Descendants(name);

    /// <summary>The <c>Include</c> of every item of that name.</summary>
    public IEnumerable<string> Includes(string name) =>
        Items(name).Select(item => item.Attribute("Include")?.Value).OfType<string>();

    /// <summary>Every path that the project takes from outside its own folder, other than referenced projects.</summary>
    public IEnumerable<string> OutsideFiles =>
        from item in _document.Descendants()
        where item.Name.LocalName != "ProjectReference"
        let include = item.Attribute("Include")?.Value ?? item.Attribute("Project")?.Value
        where include is not null && include.Contains("..", StringComparison.Ordinal)
        select include;

    public override string ToString() => Path;

    private string RelativeToRepository(string relativeToProject)
    {
        var absolute = System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository.Root, Folder, relativeToProject));
        return System.IO.Path.GetRelativePath(Repository.Root, absolute);
    }
}
