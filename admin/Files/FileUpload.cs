namespace OneLink.Admin.Files;

/// <summary>Bytes to be stored.</summary>
/// <param name="Name">As the sender calls it.</param>
/// <param name="DeclaredType">What the sender says it is; decides only between what the bytes can be. Empty for nothing.</param>
/// <param name="Content">Seekable; left open.</param>
internal sealed record FileUpload(string Name, string DeclaredType, Stream Content);
