using Flexportal.Bench.Api;
using Flexportal.Bench.Sealing;

if (args is [LargestFiles.Verb, var file])
{
    return await LargestFiles.One(file);
}

// Each bench is one file that prints its ratios and answers 0 when its limits hold.
(string Name, Func<Task<int>> Run)[] benches =
[
    ("sign", SignBench.Run),
    ("grain", GrainReadBench.Run),
    ("list", GraphQLListBench.Run),
    ("page", PortalPageBench.Run),
    ("start", StartBench.Run),
    ("sealing", SealingBench.Run),
];
var chosen = args is [] ? benches : [.. benches.Where(bench => args.Contains(bench.Name))];
if (chosen.Length == 0 || args.Length > chosen.Length)
{
    Console.Error.WriteLine($"There is: {string.Join(", ", benches.Select(bench => bench.Name))}");
    return 64;
}

var worst = 0;
foreach (var (name, run) in chosen)
{
    Console.WriteLine($"== {name}");
    worst = Math.Max(worst, await run());
}

return worst;
